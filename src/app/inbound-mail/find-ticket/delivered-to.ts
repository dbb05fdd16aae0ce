import { headerOf } from '../../../domain/inbound-mail/parsed-mail.js';
import type { Incoming } from '../incoming.js';

const NOTED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to'];

/**
 * Returns our addresses that received a mail, from the envelope and the headers of servers.
 * In lower case.
 */
export function deliveredTo({ recipients, mail }: Incoming): readonly string[] {
  const noted = NOTED.map((name) => headerOf(mail, name).toLowerCase().replaceAll(/[<>]/gu, ''));
  return [...recipients, ...noted];
}
