import { MAIL_GROUPS, type MailGroup } from '../accounts/mail-settings.js';
import { linkId, linkParts } from '../tickets/signed-links/mailed-links.js';

/** Which mails a mailed link switches off and on, and for whom. Good for ever: mails are kept for years. */
export interface MailSwitch {
  readonly personId: string;
  readonly group: MailGroup;
}

/** The switch as an id that a mailed secret can be derived from. */
export function mailSwitchId({ personId, group }: MailSwitch): string {
  return linkId('mails', personId, group);
}

/** The way back; null for an id of something else. */
export function mailSwitchOf(id: string): MailSwitch | null {
  const [personId, name] = linkParts('mails', id, 2) ?? [];
  const group = MAIL_GROUPS.find((known) => known === name);
  return personId === undefined || group === undefined ? null : { personId, group };
}
