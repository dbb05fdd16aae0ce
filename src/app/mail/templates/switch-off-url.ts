import type { PersonRef } from '../../../domain/access/actor.js';
import { leaveLinkId } from '../../../domain/tickets/signed-links/leave-link.js';
import { mailSwitchId } from '../../../domain/mail/mail-switch.js';
import type { MailGroup } from '../../../domain/accounts/mail-settings.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { MailedSecrets } from '../../../ports/accounts/security.js';

interface LinkDeps {
  readonly publicUrl: string;
  readonly mailedSecrets: MailedSecrets;
  /** The generation of the recipient's links to switch off mails that is good. Absent for the first. */
  readonly switchGeneration?: number;
}

/** Returns the unsubscribe link of mails like this one; null for mails that cannot be switched off. */
export function switchOffUrl(
  { publicUrl, mailedSecrets, switchGeneration: generation = 0 }: LinkDeps,
  group: MailGroup | null,
  { id: personId }: Pick<PersonRef, 'id'>,
): string | null {
  if (group === null) return null;
  return `${publicUrl}/u/${mailedSecrets.token(mailSwitchId({ personId, group, generation }))}`;
}

/** Returns the link with which a person in copy leaves the ticket. */
export function leaveUrl(
  { publicUrl, mailedSecrets }: LinkDeps,
  { id: ticketId }: Pick<Ticket, 'id'>,
  { id: participantId }: Pick<PersonRef, 'id'>,
): string {
  return `${publicUrl}/u/${mailedSecrets.token(leaveLinkId({ ticketId, participantId }))}`;
}
