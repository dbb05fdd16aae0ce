import type { Actor } from '../../../domain/access/actor.js';
import { ticketIdFor } from '../../../domain/mail/delivery.js';
import { ownIdOf } from '../../../domain/inbound-mail/sender/own-ids.js';
import type { ParsedMail } from '../../../domain/inbound-mail/parsed-mail.js';
import type { ReplyBinding } from '../../../domain/inbound-mail/reply-token.js';
import { numbersIn } from '../../../domain/inbound-mail/subject.js';
import { can } from '../../../domain/access/permissions.js';
import { isFinal, type Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { mergeGoal } from '../../tickets/merge-goal.js';

type Deps = Pick<AppDeps, 'tickets' | 'deliveries'>;

/** Maximum number of referenced Message-IDs to look up, most recent first. */
const MAX_LOOKED_UP = 20;

/** The ticket of a mail, by its references. */
export interface Thread {
  /** The first referenced ticket that its author may comment on, after merges; null for none. */
  readonly ticket: Ticket | null;
  /**
   * The first referenced ticket that the author may not comment on.
   * It is a person in copy who answers. Null for none.
   */
  readonly other: Ticket | null;
}

/** Finds the ticket that a mail answers: by the reply address, the mails that it names, or its subject. */
export async function threadOf(
  deps: Deps,
  actor: Actor,
  mail: ParsedMail,
  binding: ReplyBinding | null,
): Promise<Thread> {
  const named = await ticketsNamed(deps, mail);
  const all = [...(binding === null ? [] : [binding.ticketNumber]), ...named, ...numbersNamed(mail)];
  let other: Ticket | null = null;
  for (const reference of new Set(all)) {
    const found = await deps.tickets.find(reference);
    if (found === null) continue;
    const goal = await mergeGoal(deps, found);
    if (can(actor, 'ticket.comment', goal)) return { ticket: goal, other };
    // It was merged into another requester's ticket. The author's own is closed, and they may follow it up.
    if (isFinal(found.status) && can(actor, 'ticket.comment', found)) return { ticket: found, other };
    // A number can be guessed. A Message-ID proves that the author received the mail.
    if (named.includes(reference)) other ??= goal;
  }
  return { ticket: null, other };
}

/** Ids and numbers of the tickets that a mail names, the surest first. */
export async function references(deps: Deps, mail: ParsedMail): Promise<readonly string[]> {
  return [...new Set([...(await ticketsNamed(deps, mail)), ...numbersNamed(mail)])];
}

function numbersNamed({ subject }: ParsedMail): readonly string[] {
  return numbersIn(subject).slice(0, MAX_LOOKED_UP);
}

/** Ids of the tickets that the mails belong to which this one names, the nearest first. */
async function ticketsNamed(deps: Deps, { inReplyTo, references }: ParsedMail): Promise<readonly string[]> {
  const ids = [...new Set([...inReplyTo, ...references.toReversed()])].slice(0, MAX_LOOKED_UP);
  const theirs = await deps.tickets.byMessageIds(ids.filter((id) => ownIdOf(id) === null));
  const tickets = await Promise.all(
    ids.map(async (id) => {
      const own = ownIdOf(id);
      if (own === null) return theirs.get(id) ?? [];
      return own.kind === 'ticket' ? own.ticketId : ticketOfDelivery(deps, own.deliveryId);
    }),
  );
  return [...new Set(tickets.flat().filter((ticketId) => ticketId !== null))];
}

async function ticketOfDelivery(deps: Deps, deliveryId: string): Promise<string | null> {
  const delivery = await deps.deliveries.find(deliveryId);
  return delivery === null ? null : ticketIdFor(delivery);
}
