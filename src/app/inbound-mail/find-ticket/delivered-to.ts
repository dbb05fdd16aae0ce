import { headerOf } from '../../../domain/inbound-mail/parsed-mail.js';
import type { Incoming } from '../incoming.js';

const NOTED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to'];

/** The addresses of ours to which a mail came: by its envelope, and by what servers note of that. In lower case. */
export function deliveredTo({ recipients, mail }: Incoming): readonly string[] {
  const noted = NOTED.map((name) => headerOf(mail, name).toLowerCase().replaceAll(/[<>]/gu, ''));
  return [...recipients, ...noted];
}
