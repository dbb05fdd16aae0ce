import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { predecessorsOf } from '../../domain/desk/teams.js';
import { DomainError } from '../../domain/errors.js';
import { OPEN_STATUSES } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { requireSuccessor } from '../desk/teams.js';
import { addNext, newestAt } from '../revisions.js';

type Deps = Pick<AppDeps, 'teams' | 'tickets' | 'clock'>;

interface Dissolution {
  /** The team that replaces it from then on, for its tickets and members. Null for none. */
  readonly moveTo: string | null;
  readonly expectedVersion?: number | undefined;
}

/**
 * Dissolves a team, and removes one that nothing names.
 * It is one write: tickets and people keep the key, and the successor is read for it. So there is no moment in which some
 * have moved, and none that gets the team just now is lost.
 * @throws DomainError `forbidden`, `not_found`, `version_conflict`; `invalid_input` for a successor that is no other active
 *   team; `illegal_transition` with the number of open tickets, if there are some and no successor.
 */
export async function dissolveTeam(
  deps: Deps,
  actor: Actor,
  key: string,
  { moveTo, expectedVersion }: Dissolution,
): Promise<void> {
  authorize(actor, 'team.administer');
  const { content } = await newestAt(deps.teams, key, expectedVersion);
  if (moveTo !== null) await requireSuccessor(deps, key, moveTo);
  else if (!(await deps.teams.isUsed(key))) return deps.teams.remove(key);
  else await requireNoOpenTickets(deps, key);
  if (!content.isActive && content.successor === moveTo) return;
  const change = { actor, name: key, expectedVersion: content.version };
  await addNext(deps, deps.teams, change, (team, version) => ({
    ...team,
    version,
    isActive: false,
    successor: moveTo,
  }));
}

async function requireNoOpenTickets({ teams, tickets }: Deps, key: string): Promise<void> {
  const mergedTeams = predecessorsOf(await teams.current(), key);
  const count = await tickets.count({ team: key, mergedTeams, status: OPEN_STATUSES });
  if (count === 0) return;
  const open = count === 1 ? 'an open ticket' : `${count} open tickets`;
  throw new DomainError(
    'illegal_transition',
    `The team "${key}" has ${open}. Name the team that takes over with move_to.`,
  );
}
