import { bareSubject, titleOf } from '../../domain/inbound/subject.js';
import { writtenFirst } from '../../domain/inbound/written-text.js';
import { DESCRIPTION_LENGTH } from '../../domain/ticket-fields.js';
import type { Ticket } from '../../domain/ticket.js';
import type { Actor } from '../../domain/user.js';
import { createTicket } from '../create-ticket.js';
import { followUpTicket } from '../follow-up-ticket.js';
import { answerCommands } from './answer-sender.js';
import { became, ignored, refused, type InboundDeps, type Incoming, type Settled } from './incoming.js';
import { composed, keepParts } from './keep-parts.js';
import { readAnswer } from './read-answer.js';
import { mayGoOn } from './sender-limits.js';

type Person = Extract<Actor, { readonly type: 'user' }>;

/** Opens a ticket of a mail that belongs to none. */
export async function openByMail(deps: InboundDeps, incoming: Incoming, actor: Person): Promise<Settled> {
  const { id, mail } = incoming;
  const written = writtenFirst(mail.text);
  const text = written === '' ? bareSubject(mail.subject) : written;
  const { body, parts, isEmpty } = composed(incoming, text, DESCRIPTION_LENGTH.max);
  if (isEmpty) return ignored('empty', actor.id);
  if (!(await mayGoOn(deps, incoming, 'opened'))) return ignored('too_many', actor.id);
  const files = await keepParts(deps, incoming, parts);
  const input = { title: titleOf(mail.subject, text), description: body, ...files };
  const ticket = await createTicket(deps, actor, 'mail', input, id);
  return { outcome: became('opened', ticket), accountId: actor.id };
}

/** Opens a ticket after the one that a mail answers to, which is over. Its requester reads all of it, so that nothing internal can. */
export async function followUpByMail(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Person,
  parent: Ticket,
): Promise<Settled> {
  const { id, mail } = incoming;
  const { commands, text } = readAnswer(deps, actor, mail.text);
  const { body, parts, isEmpty } = composed(incoming, text, DESCRIPTION_LENGTH.max);
  if (isEmpty) return ignored('empty', actor.id);
  const isInternal = commands.some(({ name }) => name === 'internal');
  const problems = isInternal
    ? [`${parent.number} is ${parent.status}, and no internal note can follow it. Nothing was done.`]
    : commands.map(({ name }) => `#${name}: ${parent.number} is ${parent.status}. A new ticket follows it.`);
  if (problems.length > 0) await answerCommands(deps, incoming, parent, problems);
  if (isInternal) return refused('not_allowed', actor.id);
  if (!(await mayGoOn(deps, incoming, 'opened'))) return ignored('too_many', actor.id);
  const files = await keepParts(deps, incoming, parts);
  const input = { description: body, source: 'mail', ...files } as const;
  const ticket = await followUpTicket(deps, actor, parent.id, input, id);
  return { outcome: became('followed_up', ticket), accountId: actor.id };
}
