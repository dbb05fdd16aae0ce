import { participantIn } from '../../../domain/participants.js';
import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { leaveLinkOf, type LeaveLink } from '../../../domain/tickets/signed-links/leave-link.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { changeUnlessDeleted, type ChangeDeps } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';
import { mergeGoal } from '../merge-goal.js';
import { removal } from './edit-participants.js';

type Deps = ChangeDeps & Pick<AppDeps, 'mailedSecrets'>;

/** A ticket that a mailed link leaves. */
interface OpenedLeaving {
  readonly number: string;
  readonly isInCopy: boolean;
}

/**
 * Returns what a mailed link leaves, and whether its reader is still in copy.
 * Changes nothing, because mail scanners follow links. Null for a link of another kind.
 * @throws DomainError `link_expired` if the ticket was deleted.
 */
export async function readLeaving(deps: Deps, token: string): Promise<OpenedLeaving | null> {
  const link = leaveLinkOf(deps.mailedSecrets.idOf(token) ?? '');
  if (link === null) return null;
  const [ticket, ...goals] = await ticketsOf(deps, link);
  const isInCopy = [ticket, ...goals].some((each) => participantIn(each, link.participantId) !== undefined);
  return { number: ticket.number, isInCopy };
}

/**
 * Removes the recipient of the link from its ticket, and from the one that it was merged into.
 * Idempotent. Null for another kind of link.
 * @throws DomainError as {@link readLeaving}.
 */
export async function leaveTicket(deps: Deps, token: string): Promise<OpenedLeaving | null> {
  const link = leaveLinkOf(deps.mailedSecrets.idOf(token) ?? '');
  if (link === null) return null;
  const tickets = await ticketsOf(deps, link);
  for (const { id: reference } of tickets) await leave(deps, reference, link.participantId);
  return { number: tickets[0].number, isInCopy: false };
}

async function leave(deps: Deps, reference: string, participantId: string): Promise<void> {
  const ticket = await deps.tickets.find(reference);
  const participant = ticket === null ? undefined : participantIn(ticket, participantId);
  if (participant === undefined) return;
  const actor: Actor = { type: 'user', id: participant.id, name: participant.name, role: 'user' };
  // A person who was just removed may not see the ticket: then nothing is left to do.
  await changeUnlessDeleted(deps, { reference, actor, origin: 'api' }, (here, now) =>
    removal(here, participantId, now, true),
  );
}

async function ticketsOf(deps: Deps, { ticketId }: LeaveLink): Promise<readonly [Ticket, ...Ticket[]]> {
  const ticket = await deps.tickets.find(ticketId);
  if (ticket === null) throw new DomainError('link_expired', 'The ticket was deleted.');
  const goal = await mergeGoal(deps, ticket);
  return goal.id === ticket.id ? [ticket] : [ticket, goal];
}
