import { MAIL_GROUPS, type MailGroup } from '../accounts/mail-settings.js';
import { generationParts } from '../tickets/signed-links/ended-secrets.js';
import { linkId, linkParts } from '../tickets/signed-links/mailed-links.js';

/**
 * The mail group and person of a mailed unsubscribe link.
 * It never expires, because mails are kept for years.
 */
export interface MailSwitch {
  readonly personId: string;
  readonly group: MailGroup;
  /**
   * Generation of this person's links.
   * All of them are revoked once a requester could read one of staff. Absent for the first.
   */
  readonly generation?: number;
}

/** The switch as an id that a mailed secret can be derived from. */
export function mailSwitchId({ personId, group, generation = 0 }: MailSwitch): string {
  return linkId('mails', personId, group, ...generationParts(generation));
}

/** Parses the id of such a link; null for any other id. */
export function mailSwitchOf(id: string): MailSwitch | null {
  const [personId, name, generation = '0'] = linkParts('mails', id, 2) ?? linkParts('mails', id, 3) ?? [];
  const group = MAIL_GROUPS.find((known) => known === name);
  return personId === undefined || group === undefined
    ? null
    : { personId, group, generation: Number(generation) };
}
