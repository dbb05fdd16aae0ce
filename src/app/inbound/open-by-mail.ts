import { classifyMail } from '../../domain/inbound/classify-mail.js';
import { bareSubject, titleOf } from '../../domain/inbound/subject.js';
import { writtenFirst } from '../../domain/inbound/written-text.js';
import { DESCRIPTION_LENGTH } from '../../domain/ticket-fields.js';
import type { Ticket } from '../../domain/ticket.js';
import type { Actor } from '../../domain/user.js';
import { createTicket } from '../create-ticket.js';
import { followUpTicket } from '../follow-up-ticket.js';
import { answerToOf } from './answer-to.js';
import { tellAuthor } from './answer-sender.js';
import { heldParts } from './held-parts.js';
import {
  became,
  ignored,
  originOf,
  refused,
  type InboundDeps,
  type Incoming,
  type Settled,
  type Speaker,
} from './incoming.js';
import { linkToAnswered } from './link-to-answered.js';
import { composed, keepParts, type Composed } from './keep-parts.js';
import { isNote, readAnswer } from './read-answer.js';
import { mayGoOn } from './sender-limits.js';

type Person = Extract<Actor, { readonly type: 'user' }>;

/** Why a mail that belongs to no ticket opens none, whoever has written it; null where it does. */
export async function whyNotOpened(
  deps: InboundDeps,
  incoming: Incoming,
): Promise<'empty' | 'too_many' | null> {
  if (firstWords(incoming).isEmpty) return 'empty';
  return (await mayGoOn(deps, incoming, 'opened')) ? null : 'too_many';
}

/** Opens a ticket of a mail that belongs to none. @param other that of somebody else which it answers */
export async function openByMail(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Person,
  { person, isProven }: Speaker,
  other: Ticket | null,
): Promise<Settled> {
  const reason = await whyNotOpened(deps, incoming);
  if (reason !== null) return ignored(reason, actor.id);
  const { id, mail } = incoming;
  const { text, body, parts } = firstWords(incoming);
  const files = await keepParts(deps, incoming, parts, heldParts(deps, actor, parts.kept));
  const input = {
    title: titleOf(mail.subject, text),
    description: body,
    ...files,
    ...originOf(mail, isProven),
    ...answerToOf(deps, incoming, { person, isProven }),
    ...((await getsReceipt(deps, incoming, isProven)) ? {} : ({ isReceiptHeld: true } as const)),
  };
  const ticket = await createTicket(deps, actor, 'mail', input, id);
  if (other !== null) await linkToAnswered(deps, ticket, other);
  return { outcome: became('opened', ticket), accountId: actor.id };
}

/**
 * The automatic answer is held, and not the ticket: of a list or a machine, of one who writes of very many matters, and where
 * forged mails of many senders have us write to as many people who know nothing of it.
 */
async function getsReceipt(deps: InboundDeps, incoming: Incoming, isProven: boolean): Promise<boolean> {
  if (classifyMail(incoming.mail, deps.inbound.ours) !== 'person') return false;
  if (!(await mayGoOn(deps, incoming, 'receipt'))) return false;
  return isProven || mayGoOn(deps, incoming, 'confirmed');
}

function firstWords(incoming: Incoming): Composed & { readonly text: string } {
  const { text: whole, subject } = incoming.mail;
  const written = writtenFirst(whole);
  const text = written === '' ? bareSubject(subject) : written;
  return { ...composed(incoming, text, DESCRIPTION_LENGTH.max), text };
}

/** Opens a ticket after the one that a mail answers to, which is over. Its requester reads all of it, so that nothing internal can. */
export async function followUpByMail(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Person,
  { person, isProven }: Speaker,
  parent: Ticket,
): Promise<Settled> {
  const { id, mail } = incoming;
  const { commands, text } = readAnswer(deps, actor, mail.text, parent);
  const { body, parts, isEmpty } = composed(incoming, text, DESCRIPTION_LENGTH.max);
  if (isEmpty) return ignored('empty', actor.id);
  const isInternal = isNote(commands);
  const held = heldParts(deps, actor, parts.kept);
  const problems = isInternal
    ? [`${parent.number} is ${parent.status}, and no internal note can follow it. Nothing was done.`]
    : commands.map(({ name }) => `#${name}: ${parent.number} is ${parent.status}. A new ticket follows it.`);
  const left = { problems, isQuoting: false, held: isInternal ? [] : held };
  await tellAuthor(deps, incoming, { ticket: parent, author: person }, left);
  if (isInternal) return refused('not_allowed', actor.id);
  if (!(await mayGoOn(deps, incoming, 'opened'))) return ignored('too_many', actor.id);
  const files = await keepParts(deps, incoming, parts, held);
  const input = {
    description: body,
    source: 'mail',
    ...files,
    ...originOf(mail, isProven),
    ...answerToOf(deps, incoming, { person, isProven }),
  } as const;
  const ticket = await followUpTicket(deps, actor, parent.id, input, id);
  return { outcome: became('followed_up', ticket), accountId: actor.id };
}
