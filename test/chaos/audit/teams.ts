import type { StoredEvent, StoredUser } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/** A team that a person has chosen for a ticket binds automatic assignment to its members, until the team changes. */
export const assignedWithinTeams: Rule = ({ trails, tickets, users }): Finding => {
  const teamOf = new Map(users.map(({ _id, team }) => [_id, team]));
  const moderators = users.filter(({ role }) => role === 'moderator');
  const checked = tickets.map(({ _id, number }) =>
    misplaced(trails.get(_id) ?? [], moderators, teamOf, number),
  );
  return {
    promise: 'automatic assignment stays in the team that a person has chosen',
    looked: checked.reduce((sum, { looked }) => sum + looked, 0),
    violations: checked.flatMap(({ violations }) => violations),
  };
};

function misplaced(
  trail: readonly StoredEvent[],
  moderators: readonly StoredUser[],
  teamOf: ReadonlyMap<string, string | null>,
  number: string,
): { readonly looked: number; readonly violations: readonly string[] } {
  let bound: string | null = null;
  let looked = 0;
  const violations: string[] = [];
  for (const { type, actor, details } of trail) {
    const isByPerson = type === 'ticket.edited' && actor.type === 'user';
    if (details?.team !== undefined) bound = isByPerson ? details.team.to : null;
    const to = type === 'ticket.assigned' && actor.type === 'system' ? details?.assignee?.to?.id : undefined;
    if (bound === null || to === undefined) continue;
    // A team without moderators binds no ticket.
    if (!moderators.some(({ team }) => team === bound)) continue;
    looked += 1;
    if (teamOf.get(to) !== bound) {
      violations.push(`${number} is in the team ${bound} and was assigned to ${to} of ${teamOf.get(to)}`);
    }
  }
  return { looked, violations };
}
