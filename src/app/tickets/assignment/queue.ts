import { rolesWith } from '../../../domain/access/permissions.js';
import type { AccountEvent } from '../../../domain/accounts/account-events.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import { compareQueued, hasPlace, toQueued, serveQueue } from '../../../domain/tickets/queue.js';
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
  deps: RoutingDeps & Pick<AppDeps, 'tickets'>,
  ticket: Ticket,
  moderators: readonly User[],
  worksFrom: WorksFrom,
  now: Date,
): Promise<readonly User[]> {
  if (!moderators.some(hasPlace)) return moderators;
  const own = toQueued(ticket);
  const ahead = (await deps.tickets.queue(MAX_QUEUE)).filter(
    (other) => other.id !== own.id && compareQueued(other, own) < 0,
  );
  return ahead.length === 0
    ? moderators
    : serveQueue(ahead, moderators, await routingOf(deps, ahead, worksFrom, now)).people;
}

export type RoutingDeps = Pick<AppDeps, 'teams' | 'synonyms' | 'organisations' | 'settings'>;

/** Returns what the choice of an assignee for these tickets needs besides the tickets and the people. */
export async function routingOf(
  { teams, synonyms, organisations, settings }: RoutingDeps,
  tickets: readonly Pick<Ticket, 'organisationId'>[],
  worksFrom: WorksFrom,
  at: Date,
): Promise<Required<RoutingContext>> {
  const ids = tickets.flatMap(({ organisationId }) => organisationId ?? []);
  const [all, { capacityWeights: weights }, terms] = await Promise.all([
    teams.all(),
    settings.current(),
    ids.length === 0 ? [] : organisations.terms(ids),
  ]);
  const vips = new Set(terms.filter(({ isVip }) => isVip).map(({ id }) => id));
  return { synonyms, at, worksFrom, teams: all, weights, vips };
}

/**
 * Wakes the queued tickets that now get a place, the highest first.
 * A repeat only causes another check.
 * @throws DomainError `unavailable` while Temporal cannot be reached.
 */
export async function offerPlaces(
  deps: RoutingDeps & Pick<AppDeps, 'tickets' | 'users' | 'calendars' | 'clock' | 'gateway'>,
  { id, type }: Pick<TicketEvent | AccountEvent, 'id' | 'type'>,
): Promise<void> {
  const waiting = await deps.tickets.queue(MAX_QUEUE);
  if (waiting.length === 0) return;
  const moderators = await deps.users.listActive(rolesWith('ticket.accept'));
  if (!moderators.some(hasPlace)) return;
  const now = deps.clock.now();
  const worksFrom = await workingHours(deps, moderators, now);
  const { tickets } = serveQueue(waiting, moderators, await routingOf(deps, waiting, worksFrom, now));
  for (let index = 0; index < tickets.length; index += BATCH) {
    await Promise.all(
      tickets
        .slice(index, index + BATCH)
        .map((ticket) => deps.gateway.wake({ id, type, ticketId: ticket.id, ticketNumber: ticket.number })),
    );
  }
}
