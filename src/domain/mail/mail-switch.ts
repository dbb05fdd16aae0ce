import { MAIL_GROUPS, type MailGroup } from '../accounts/mail-settings.js';
import { generationParts } from '../tickets/signed-links/ended-secrets.js';
import { linkId, linkParts } from '../tickets/signed-links/mailed-links.js';

/** Which mails a mailed link switches off and on, and for whom. It has no end of its own: mails are kept for years. */
export interface MailSwitch {
  readonly personId: string;
  readonly group: MailGroup;
  /** Of this person's links; all of them end once a requester could read one of staff. Absent for the first. */
  readonly generation?: number;
}

/** The switch as an id that a mailed secret can be derived from. */
export function mailSwitchId({ personId, group, generation = 0 }: MailSwitch): string {
  return linkId('mails', personId, group, ...generationParts(generation));
}

/** The way back; null for an id of something else. */
export function mailSwitchOf(id: string): MailSwitch | null {
  const [personId, name, generation = '0'] = linkParts('mails', id, 2) ?? linkParts('mails', id, 3) ?? [];
  const group = MAIL_GROUPS.find((known) => known === name);
  return personId === undefined || group === undefined
    ? null
    : { personId, group, generation: Number(generation) };
}
