import { DomainError } from '../../domain/errors.js';
import { classifyMail } from '../../domain/inbound/classify-mail.js';
import type { ParsedMail } from '../../domain/inbound/parsed-mail.js';
import type { MailOutcome } from '../../domain/inbound/received-mail.js';
import { titleOf } from '../../domain/inbound/subject.js';
import { writtenFirst } from '../../domain/inbound/written-text.js';
import { createTicket } from '../create-ticket.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<
  AppDeps,
  | 'receivedMails'
  | 'mailParser'
  | 'users'
  | 'tickets'
  | 'policies'
  | 'calendars'
  | 'customFields'
  | 'numbers'
  | 'clock'
  | 'newId'
>;

const MAX_TEXT = 20_000;

/**
 * Reads a mail that came in and opens a ticket of it, under the mail's id, for the person whose address it comes from.
 * Done twice it does nothing more, and gives what has become of the mail.
 * @throws DomainError `not_found` for a mail that is not there, or not any more; what the use cases throw.
 */
export async function receiveMail(deps: Deps, mailId: string): Promise<MailOutcome> {
  const mail = await deps.receivedMails.find(mailId);
  if (mail?.outcome) return mail.outcome;
  const raw = mail === null ? null : await deps.receivedMails.raw(mailId);
  if (raw === null) throw new DomainError('not_found', `There is no mail ${mailId}.`);
  const { outcome, accountId } = await become(deps, mailId, await deps.mailParser.parse(raw));
  await deps.receivedMails.finish(mailId, outcome, accountId);
  return outcome;
}

async function become(
  deps: Deps,
  mailId: string,
  mail: ParsedMail,
): Promise<{ readonly outcome: MailOutcome; readonly accountId: string | null }> {
  if (classifyMail(mail, []) !== 'person') {
    return { outcome: { kind: 'ignored', reason: 'automatic' }, accountId: null };
  }
  const [from] = mail.from;
  if (from === undefined) return { outcome: { kind: 'refused', reason: 'no_sender' }, accountId: null };
  const sender = await deps.users.findByEmail(from.address);
  if (sender === null || !sender.isActive) {
    return { outcome: { kind: 'refused', reason: 'unknown_sender' }, accountId: sender?.id ?? null };
  }
  const actor = { type: 'user', id: sender.id, name: sender.name, role: sender.role } as const;
  const text = writtenFirst(mail.text, []);
  const title = titleOf(mail.subject, text);
  const description = (text === '' ? title : text).slice(0, MAX_TEXT);
  const ticket = await createTicket(deps, actor, 'mail', { title, description }, mailId);
  const opened = { kind: 'opened', ticketId: ticket.id, number: ticket.number, commands: [] } as const;
  return { outcome: opened, accountId: sender.id };
}
