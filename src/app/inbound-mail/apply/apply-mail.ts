import { isStaff } from '../../../domain/access/permissions.js';
import { actorOf, type Actor } from '../../../domain/access/actor.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import type { ReplyBinding } from '../../../domain/inbound-mail/reply-token.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import { answerByMail } from './answer-by-mail.js';
import {
  became,
  ignored,
  refused,
  type InboundDeps,
  type Incoming,
  type Settled,
  type Speaker,
} from '../incoming.js';
import { asHeard } from '../kept/as-heard.js';
import { isAnotherCopy } from '../kept/is-another-copy.js';
import { linkToAnswered } from '../find-ticket/link-to-answered.js';
import { forwardedCustomer, findForwardedMail, type ForwardedMailParts } from './forwarded-customer.js';
import { forgetOtherParts } from './keep-parts.js';
import { noteOnCopy } from './note-on-copy.js';
import { threadOf } from '../find-ticket/named-thread.js';
import { followUpByMail, openByMail } from './open-by-mail.js';

/**
 * Maximum attempts.
 * A new one decides again after the ticket closed during processing, or another mail with this Message-ID was
 * processed. A worker reads fewer mails of one Message-ID at a time.
 */
const MAX_ATTEMPTS = 20;
const RACES: readonly string[] = ['illegal_transition', 'duplicate'];

type Person = Extract<Actor, { readonly type: 'user' }>;

/** Says what a mail says, in the name of its author: on the ticket that it answers to, after it, or on a new one. */
export async function applyMail(
  deps: InboundDeps,
  incoming: Incoming,
  speaker: Speaker,
  binding: ReplyBinding | null,
): Promise<Settled> {
  return settleOnce(
    deps,
    { mailId: incoming.id, accountId: speaker.person.id },
    () => say(deps, incoming, speaker, binding),
    (before) => linkAgain(deps, incoming, speaker, binding, before),
  );
}

/** Performs the actions of a mail, unless an earlier run did, which may have died on its last step. */
export async function settleOnce(
  deps: InboundDeps,
  { mailId, accountId }: { readonly mailId: string; readonly accountId: string },
  settle: () => Promise<Settled>,
  finish: (before: Written) => Promise<void> = () => Promise.resolve(),
): Promise<Settled> {
  const before = await findResult(deps, mailId);
  const settled =
    before === null
      ? await settle()
      : {
          outcome: became(before.kind, before.ticket),
          accountId: before.kind === 'commented' ? accountId : before.ticket.requester.id,
        };
  if (before !== null) await finish(before);
  const now = await findResult(deps, mailId);
  await forgetOtherParts(deps, mailId, now?.attachments);
  return settled;
}

/** The run before may have died between the ticket and its link. */
async function linkAgain(
  deps: InboundDeps,
  { mail }: Incoming,
  { person }: Speaker,
  binding: ReplyBinding | null,
  { kind, ticket }: Written,
): Promise<void> {
  if (kind !== 'opened') return;
  const { other } = await threadOf(deps, actorOf(person), mail, binding);
  if (other !== null) await linkToAnswered(deps, ticket, other);
}

async function say(
  deps: InboundDeps,
  received: Incoming,
  speaker: Speaker,
  binding: ReplyBinding | null,
): Promise<Settled> {
  const actor = actorOf(speaker.person);
  const isOfStaff = speaker.isProven && isStaff(actor.role);
  for (let attempt = 1; ; attempt += 1) {
    // Counted before other copies are looked for: one that is written in between is noticed when this one is.
    const heard = await asHeard(deps, received.mail, actor.id);
    const incoming = heard === null ? received : { ...received, heard };
    if (await isAnotherCopy(deps, incoming, actor.id)) return ignored('duplicate', actor.id);
    const { ticket, other } = await threadOf(deps, actor, incoming.mail, binding);
    // What comes to a reply address is an answer, whatever it passes on.
    const canForward = isOfStaff && (ticket === null || binding === null);
    const forwardedMail = canForward ? await findForwardedMail(deps, incoming) : null;
    try {
      // A person in copy who was just removed has no account for a new ticket.
      if (ticket === null && speaker.isInCopy === true) return refused('not_allowed');
      if (ticket === null) return await openByMail(deps, incoming, actor, speaker, { other, forwardedMail });
      if (forwardedMail !== null)
        return await applyForwardedMail(deps, incoming, actor, speaker, { ticket, forwardedMail });
      return await applyToTicket(deps, incoming, actor, speaker, ticket);
    } catch (error) {
      const isLostRace = error instanceof DomainError && RACES.includes(error.code);
      if (!isLostRace || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

async function applyToTicket(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Person,
  speaker: Speaker,
  ticket: Ticket,
): Promise<Settled> {
  return isFinal(ticket.status)
    ? followUpByMail(deps, incoming, actor, speaker, ticket)
    : answerByMail(deps, incoming, actor, speaker, ticket);
}

/** Staff who pass a mail of the requester on to this desk say nothing to the requester. */
async function applyForwardedMail(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Person,
  speaker: Speaker,
  { ticket, forwardedMail }: { readonly ticket: Ticket; readonly forwardedMail: ForwardedMailParts },
): Promise<Settled> {
  const customers = await forwardedCustomer(deps, incoming, forwardedMail, false);
  const noted = customers === null ? null : await noteOnCopy(deps, incoming, actor, customers);
  if (noted !== null) return noted;
  if (customers?.customer.id !== ticket.requester.id)
    return applyToTicket(deps, incoming, actor, speaker, ticket);
  return isFinal(ticket.status)
    ? openByMail(deps, incoming, actor, speaker, { other: null, forwardedMail })
    : answerByMail(deps, { ...incoming, isForStaff: true }, actor, speaker, ticket);
}

interface Written {
  readonly kind: 'opened' | 'commented' | 'followed_up';
  readonly ticket: Ticket;
  readonly attachments: readonly Attachment[];
}

/** Returns the ticket or comment with the id of the mail; null for none. */
async function findResult(deps: InboundDeps, mailId: string): Promise<Written | null> {
  const [opened, said] = await Promise.all([deps.tickets.find(mailId), deps.tickets.findComment(mailId)]);
  if (opened !== null) {
    const isFollowUp = opened.links.some(
      ({ type, direction }) => type === 'follow_up_of' && direction === 'outward',
    );
    return {
      kind: isFollowUp ? 'followed_up' : 'opened',
      ticket: opened,
      attachments: opened.attachments ?? [],
    };
  }
  const ticket = said === null ? null : await deps.tickets.find(said.ticketId);
  return ticket === null ? null : { kind: 'commented', ticket, attachments: said?.attachments ?? [] };
}
