import { mailSwitchId } from '../../domain/mail-switch.js';
import type { MailGroup } from '../../domain/mail-settings.js';
import type { PersonRef } from '../../domain/user.js';
import type { MailedSecrets } from '../../ports/security.js';

/** Where somebody switches off mails like this one; null for mails that nobody can do without. */
export function switchOffUrl(
  { publicUrl, mailedSecrets }: { readonly publicUrl: string; readonly mailedSecrets: MailedSecrets },
  group: MailGroup | null,
  { id: personId }: Pick<PersonRef, 'id'>,
): string | null {
  return group === null ? null : `${publicUrl}/u/${mailedSecrets.token(mailSwitchId({ personId, group }))}`;
}
