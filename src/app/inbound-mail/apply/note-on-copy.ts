import { COMMENT_LENGTH } from '../../../domain/ticket-fields.js';
import type { Actor } from '../../../domain/access/actor.js';
import { fitted } from '../../../domain/inbound-mail/mail-text.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import { mergeGoal } from '../../tickets/merge-goal.js';
import { ignored, became, sourceMail, type InboundDeps, type Incoming, type Settled } from '../incoming.js';
import { copyOf, ticketOfUnnamed } from '../kept/is-another-copy.js';
import { isWithinSenderLimits } from '../sender/sender-limits.js';
import { commentByMail } from './comment-by-mail.js';
import type { CustomersMail } from './forwarded-customer.js';
import { INTERNAL } from './read-answer.js';

/** What staff write has no files and nothing that is left out. */
export const NOTHING_LEFT_OUT = { dangerous: [], excess: [], empty: [] };

/**
 * Where the customer's mail that staff pass on was heard before, adds what staff have written above it to that ticket, as an
 * internal note. Null where it was not heard, or its ticket is over.
 */
export async function noteOnCopy(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Extract<Actor, { readonly type: 'user' }>,
  { customer, mail, comment }: CustomersMail,
): Promise<Settled | null> {
  const ticket = await ticketWithCopy(deps, { ...incoming, mail }, customer.id);
  if (ticket === null) return null;
  if (comment === '') return ignored('duplicate', actor.id);
  if (!(await isWithinSenderLimits(deps, incoming, 'said'))) return ignored('too_many', actor.id);
  const said = {
    id: incoming.id,
    body: fitted(comment, NOTHING_LEFT_OUT, COMMENT_LENGTH.max).body,
    details: { via: 'mail' },
    ...sourceMail(incoming, actor),
    inCopy: [],
  };
  const { done } = await commentByMail(deps, actor, ticket, said, [INTERNAL]);
  return { outcome: became('commented', ticket, done), accountId: actor.id };
}

async function ticketWithCopy(
  deps: InboundDeps,
  forwardedMail: Incoming,
  customerId: string,
): Promise<Ticket | null> {
  const copy = await copyOf(deps, forwardedMail, customerId);
  const { mail } = forwardedMail;
  const found =
    copy !== null
      ? await deps.tickets.find(copy.ticketId)
      : mail.messageId === null
        ? await ticketOfUnnamed(deps, mail, customerId)
        : null;
  if (found === null) return null;
  const ticket = await mergeGoal(deps, found);
  return isFinal(ticket.status) ? null : ticket;
}
