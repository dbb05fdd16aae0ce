import { actorOf } from '../../../domain/access/actor.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import type { ReplyBinding } from '../../../domain/inbound-mail/reply-token.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import type { HeardMail } from '../../../ports/tickets/heard-mails.js';
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
import { isAnotherCopy } from '../kept/is-another-copy.js';
import { linkToAnswered } from '../find-ticket/link-to-answered.js';
import { forgetOtherParts } from './keep-parts.js';
import { threadOf } from '../find-ticket/named-thread.js';
import { followUpByMail, openByMail } from './open-by-mail.js';

/**
 * Maximum attempts.
 * A new one decides again after the ticket closed during processing, or another mail with this Message-ID was
 * processed. A worker reads fewer mails of one Message-ID at a time.
 */
const MAX_ATTEMPTS = 20;
const RACES: readonly string[] = ['illegal_transition', 'duplicate'];

/**
 * Adds the content of a mail in the name of its author:
 * on the ticket that it answers, on a follow-up, or on a new one.
 */
export async function sayByMail(
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
  const before = await whatItBecame(deps, mailId);
  const settled =
    before === null
      ? await settle()
      : {
          outcome: became(before.kind, before.ticket),
          accountId: before.kind === 'commented' ? accountId : before.ticket.requester.id,
        };
  if (before !== null) await finish(before);
  const now = await whatItBecame(deps, mailId);
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
  for (let attempt = 1; ; attempt += 1) {
    const heard = await asHeard(deps, received, actor.id);
    const incoming = heard === null ? received : { ...received, heard };
    if (await isAnotherCopy(deps, incoming, actor.id)) return ignored('duplicate', actor.id);
    const { ticket, other } = await threadOf(deps, actor, incoming.mail, binding);
    try {
      // A person in copy who was just removed has no account for a new ticket.
      if (ticket === null && speaker.isInCopy === true) return refused('not_allowed');
      if (ticket === null) return await openByMail(deps, incoming, actor, speaker, other);
      if (isFinal(ticket.status)) return await followUpByMail(deps, incoming, actor, speaker, ticket);
      return await answerByMail(deps, incoming, actor, speaker, ticket);
    } catch (error) {
      const isLostRace = error instanceof DomainError && RACES.includes(error.code);
      if (!isLostRace || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

/**
 * Counted before the search for other copies.
 * A copy written in between is noticed when this one is written.
 */
async function asHeard(
  { tickets, clock }: InboundDeps,
  { mail: { messageId } }: Incoming,
  authorId: string,
): Promise<HeardMail | null> {
  if (messageId === null) return null;
  const name = { messageId, authorId };
  return { ...name, count: await tickets.timesHeard(name), at: clock.now() };
}

interface Written {
  readonly kind: 'opened' | 'commented' | 'followed_up';
  readonly ticket: Ticket;
  readonly attachments: readonly Attachment[];
}

/** Returns the ticket or comment with the id of the mail; null for none. */
async function whatItBecame(deps: InboundDeps, mailId: string): Promise<Written | null> {
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
