import { ownIdOf } from '../../domain/inbound/own-ids.js';
import type { ParsedMail } from '../../domain/inbound/parsed-mail.js';
import type { ReplyBinding } from '../../domain/inbound/reply-token.js';
import { numbersIn } from '../../domain/inbound/subject.js';
import { can } from '../../domain/permissions.js';
import { isFinal, type Ticket } from '../../domain/ticket.js';
import type { Actor } from '../../domain/user.js';
import type { AppDeps } from '../deps.js';
import { mergeGoal } from '../merge-goal.js';

type Deps = Pick<AppDeps, 'tickets' | 'deliveries'>;

/** Of the Message-IDs that a mail names so many are looked up, the nearest ones. */
const MAX_LOOKED_UP = 20;

/**
 * The ticket that a mail answers to, as it lives on: the first that the actor may speak on, by the reply address, the
 * mails that it answers, or its subject. Null for none.
 */
export async function threadOf(
  deps: Deps,
  actor: Actor,
  mail: ParsedMail,
  binding: ReplyBinding | null,
): Promise<Ticket | null> {
  for (const reference of await references(deps, mail, binding)) {
    const named = await deps.tickets.find(reference);
    if (named === null) continue;
    const goal = await mergeGoal(deps, named);
    if (can(actor, 'ticket.comment', goal)) return goal;
    // It went into the ticket of somebody else. Theirs is over, and they may follow it up.
    if (isFinal(named.status) && can(actor, 'ticket.comment', named)) return named;
  }
  return null;
}

/** Ids and numbers of tickets, the surest first. */
export async function references(
  deps: Deps,
  { inReplyTo, references: older, subject }: ParsedMail,
  binding: ReplyBinding | null,
): Promise<readonly string[]> {
  const ids = [...inReplyTo, ...older.toReversed()]
    .flatMap((id) => ownIdOf(id) ?? [])
    .slice(0, MAX_LOOKED_UP);
  const answered = await Promise.all(
    ids.map(async (id) => (id.kind === 'ticket' ? id.ticketId : ticketOfDelivery(deps, id.deliveryId))),
  );
  const all = [binding?.ticketNumber ?? null, ...answered, ...numbersIn(subject).slice(0, MAX_LOOKED_UP)];
  return [...new Set(all.filter((reference) => reference !== null))];
}

async function ticketOfDelivery(deps: Deps, deliveryId: string): Promise<string | null> {
  const delivery = await deps.deliveries.find(deliveryId);
  if (delivery === null || delivery.ticketId === null) return null;
  const { own_ticket: ownTicket } = delivery.details;
  return typeof ownTicket === 'string' ? ownTicket : delivery.ticketId;
}
