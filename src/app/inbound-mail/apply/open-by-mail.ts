import type { Actor } from '../../../domain/access/actor.js';
import { classifyMail } from '../../../domain/inbound-mail/kind/classify-mail.js';
import { bareSubject, titleOf } from '../../../domain/inbound-mail/subject.js';
import { fitted } from '../../../domain/inbound-mail/mail-text.js';
import { writtenFirst } from '../../../domain/inbound-mail/text/written-text.js';
import { COMMENT_LENGTH, DESCRIPTION_LENGTH } from '../../../domain/ticket-fields.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { createTicket } from '../../tickets/create-ticket.js';
import { followUpTicket } from '../../tickets/links/follow-up-ticket.js';
import { answerToOf } from './answer-to.js';
import { tellAuthor } from './answer-sender.js';
import { forwardedCustomer, type CustomersMail, type ForwardedMailParts } from './forwarded-customer.js';
import { heldParts } from './held-parts.js';
import {
  became,
  ignored,
  originOf,
  sourceMail,
  refused,
  type InboundDeps,
  type Incoming,
  type Settled,
  type Speaker,
} from '../incoming.js';
import { asHeard } from '../kept/as-heard.js';
import { teamOfMail } from '../find-ticket/team-of-mail.js';
import { linkToAnswered } from '../find-ticket/link-to-answered.js';
import { composed, keepParts, type Composed } from './keep-parts.js';
import { NOTHING_LEFT_OUT, noteOnCopy } from './note-on-copy.js';
import { isNote, readAnswer } from './read-answer.js';
import { peopleInCopy } from '../sender/people-in-copy.js';
import { isWithinSenderLimits } from '../sender/sender-limits.js';

type Person = Extract<Actor, { readonly type: 'user' }>;

/** Returns why a mail without a ticket opens none, whoever wrote it; null if it opens one. */
export async function whyNotOpened(
  deps: InboundDeps,
  incoming: Incoming,
): Promise<'empty' | 'too_many' | null> {
  if (firstWords(incoming).isEmpty) return 'empty';
  return (await isWithinSenderLimits(deps, incoming, 'opened')) ? null : 'too_many';
}

interface Beside {
  /** The ticket of somebody else that the mail answers. */
  readonly other: Ticket | null;
  /** The mail that it passes on. */
  readonly forwardedMail: ForwardedMailParts | null;
}

/** Opens a ticket of a mail that belongs to none. */
export async function openByMail(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Person,
  speaker: Speaker,
  { other, forwardedMail }: Beside,
): Promise<Settled> {
  const { isProven } = speaker;
  const reason = await whyNotOpened(deps, incoming);
  if (reason !== null) return ignored(reason, actor.id);
  const forwarded =
    forwardedMail === null ? null : await forwardedCustomer(deps, incoming, forwardedMail, true);
  if (forwarded !== null) return openForCustomer(deps, incoming, actor, speaker, forwarded);
  const { id, mail } = incoming;
  const { text, body, parts } = firstWords(incoming);
  const files = await keepParts(deps, incoming, parts, actor, heldParts(deps, actor, parts.kept));
  const input = {
    title: titleOf(mail.subject, text),
    description: body,
    ...files,
    participants: await peopleInCopy(deps, incoming, speaker, actor.id),
    ...originOf(mail, isProven),
    ...sourceMail(incoming, actor),
    ...answerToOf(deps, incoming, speaker),
    ...((await getsReceipt(deps, incoming, isProven)) ? {} : ({ isReceiptHeld: true } as const)),
  };
  const ticket = await createTicket(deps, actor, {
    source: 'mail',
    input,
    id,
    team: await teamOfMail(deps, incoming),
  });
  if (other !== null) await linkToAnswered(deps, ticket, other);
  return { outcome: became('opened', ticket), accountId: actor.id };
}

/**
 * Returns true if the author gets a confirmation.
 * It is held, without holding the ticket, for mailing lists and programs, for authors of very many tickets, and when
 * forged mails would make us write to many strangers.
 */
export async function getsReceipt(
  deps: InboundDeps,
  incoming: Incoming,
  isProven: boolean,
): Promise<boolean> {
  if (classifyMail(incoming.mail, deps.inbound.ours) !== 'person') return false;
  if (!(await isWithinSenderLimits(deps, incoming, 'receipt'))) return false;
  return isProven || isWithinSenderLimits(deps, incoming, 'confirmed');
}

/**
 * Opens a ticket for the customer whose mail staff forward.
 * The text of staff above it becomes an internal note.
 */
async function openForCustomer(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Person,
  speaker: Speaker,
  customers: CustomersMail,
): Promise<Settled> {
  const {
    customer: { id: customerId, name, organisationId },
    mail,
    comment,
  } = customers;
  // Counted before a copy is looked for: one that is written in between is noticed when this one is.
  const heard = await asHeard(deps, mail, customerId);
  const noted = await noteOnCopy(deps, incoming, actor, customers);
  if (noted !== null) return noted;
  const forwardedMail = { ...incoming, mail };
  const { text, body, parts } = firstWords(forwardedMail);
  const input = {
    title: titleOf(mail.subject, text),
    description: body,
    ...(await keepParts(deps, forwardedMail, parts, actor, heldParts(deps, actor, parts.kept))),
    participants: await peopleInCopy(deps, incoming, speaker, customerId),
    ...originOf(mail, true),
    ...(heard === null ? {} : { mail: { heard } }),
    ...((await getsReceipt(deps, incoming, true)) ? {} : ({ isReceiptHeld: true } as const)),
  };
  const note = fitted(comment, NOTHING_LEFT_OUT, COMMENT_LENGTH.max).body;
  const onBehalf = {
    requester: { id: customerId, name, organisationId },
    details: { opened_from: 'forwarded_mail' },
    ...(comment === '' ? {} : { note: { body: note } }),
  };
  const ticket = await createTicket(deps, actor, {
    source: 'mail',
    input,
    id: incoming.id,
    onBehalf,
    team: await teamOfMail(deps, incoming),
  });
  return { outcome: became('opened', ticket), accountId: customerId };
}

/** Returns the text of a mail that opens a ticket: all of it, or its subject without a text. */
export function firstWords(incoming: Incoming): Composed & { readonly text: string } {
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
  speaker: Speaker,
  parent: Ticket,
): Promise<Settled> {
  const { person, isProven } = speaker;
  const { id, mail } = incoming;
  const { commands, text } = readAnswer(deps, actor, mail.text, parent);
  const { body, parts, isEmpty } = composed(incoming, text, DESCRIPTION_LENGTH.max);
  if (isEmpty) return ignored('empty', actor.id);
  const isInternal = isNote(commands);
  const held = heldParts(deps, actor, parts.kept);
  const problems = isInternal
    ? [`${parent.number} is ${parent.status}, so it cannot take an internal note. Nothing was done.`]
    : commands.map(({ name }) => `#${name}: ${parent.number} is ${parent.status}. A new ticket follows it.`);
  const left = { problems, isQuoting: false, held: isInternal ? [] : held };
  await tellAuthor(deps, incoming, { ticket: parent, author: person }, left);
  if (isInternal) return refused('not_allowed', actor.id);
  if (!(await isWithinSenderLimits(deps, incoming, 'opened'))) return ignored('too_many', actor.id);
  const files = await keepParts(deps, incoming, parts, actor, held);
  const input = {
    description: body,
    source: 'mail',
    participants: await peopleInCopy(deps, incoming, speaker, parent.requester.id),
    ...files,
    ...originOf(mail, isProven),
    ...sourceMail(incoming, actor),
    // A mail of a person in copy does not change the address for the requester.
    ...(person.id === parent.requester.id ? answerToOf(deps, incoming, speaker) : {}),
  } as const;
  const ticket = await followUpTicket(deps, actor, parent.id, input, id);
  return { outcome: became('followed_up', ticket), accountId: actor.id };
}
