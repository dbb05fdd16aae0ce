import { rolesWith } from '../../../domain/access/permissions.js';
import type { AccountEvent } from '../../../domain/accounts/account-events.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import { compareQueued, hasPlace, queued, serveQueue } from '../../../domain/tickets/queue.js';
import type { RoutingContext, WorksFrom } from '../../../domain/tickets/assignment/routing.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { User } from '../../../domain/accounts/user.js';
import type { AppDeps } from '../../deps.js';
import { workingHours } from '../../sla/working-hours.js';

/** Maximum queued tickets that are considered, from the first. Later ones move up as these leave. */
const MAX_QUEUE = 200;

/** Workflows told at the same time. */
const BATCH = 20;

/**
 * Returns the moderators after the queued tickets before this one got their places, so that a lower ticket takes no
 * place of a higher one.
 */
export async function behindQueue(
  deps: Pick<AppDeps, 'tickets' | 'teams' | 'synonyms'>,
  ticket: Ticket,
  moderators: readonly User[],
  worksFrom: WorksFrom,
  now: Date,
): Promise<readonly User[]> {
  if (!moderators.some(hasPlace)) return moderators;
  const own = queued(ticket);
  const ahead = (await deps.tickets.queue(MAX_QUEUE)).filter(
    (other) => other.id !== own.id && compareQueued(other, own) < 0,
  );
  return ahead.length === 0
    ? moderators
    : serveQueue(ahead, moderators, await routingOf(deps, worksFrom, now)).people;
}

/** Returns what the choice of an assignee needs besides the ticket and the people. */
export async function routingOf(
  { teams, synonyms }: Pick<AppDeps, 'teams' | 'synonyms'>,
  worksFrom: WorksFrom,
  at: Date,
): Promise<Required<RoutingContext>> {
  return { synonyms, at, worksFrom, teams: await teams.all() };
}

/**
 * Wakes the queued tickets that now get a place, the highest first.
 * A repeat only causes another check.
 * @throws DomainError `unavailable` while Temporal cannot be reached.
 */
export async function offerPlaces(
  deps: Pick<AppDeps, 'tickets' | 'users' | 'teams' | 'calendars' | 'synonyms' | 'clock' | 'gateway'>,
  { id, type }: Pick<TicketEvent | AccountEvent, 'id' | 'type'>,
): Promise<void> {
  const waiting = await deps.tickets.queue(MAX_QUEUE);
  if (waiting.length === 0) return;
  const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
  if (!moderators.some(hasPlace)) return;
  const now = deps.clock.now();
  const worksFrom = await workingHours(deps, moderators, now);
  const { tickets } = serveQueue(waiting, moderators, await routingOf(deps, worksFrom, now));
  for (let index = 0; index < tickets.length; index += BATCH) {
    await Promise.all(
      tickets
        .slice(index, index + BATCH)
        .map((ticket) => deps.gateway.wake({ id, type, ticketId: ticket.id, ticketNumber: ticket.number })),
    );
  }
}
