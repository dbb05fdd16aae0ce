import type { User } from '../../accounts/user.js';
import type { AssignmentWay } from '../../desk/teams.js';
import { candidates, type RoutingContext, type Wanted } from './routing.js';
import { poolOf } from './team-binding.js';

/** Candidates that are kept with an assignment, the chosen one first. */
const MAX_RECORDED = 5;

/** What counted for one candidate at the time of the choice. By id only: names change, and people are erased. */
export interface CandidateRecord {
  readonly id: string;
  /** The number of required skills that they have. */
  readonly coveredSkills: number;
  /** When they work next. */
  readonly startsAt: Date;
  readonly load: number;
  readonly capacity: number;
  readonly lastAssignedAt: Date | null;
  readonly speaksLanguage: boolean;
}

/** Why automatic assignment chose a person. Stored with the event, for staff only. */
export interface RoutingRecord {
  readonly way: AssignmentWay;
  /** The number of required skills. */
  readonly requiredSkills: number;
  readonly candidates: readonly CandidateRecord[];
  /** The number of candidates that are not listed. */
  readonly others: number;
}

/** Returns what counted in a choice: the candidates with their figures, most skills first. */
export function recordRouting(
  people: readonly User[],
  chosen: Pick<User, 'id'>,
  { requiredSkills, declinedBy = [], language = null, team = null }: Wanted,
  context: RoutingContext,
): RoutingRecord {
  const { people: pool, way } = poolOf(people, team, context.teams ?? []);
  const skills = way === 'skill_and_load' ? requiredSkills : [];
  const found = candidates(pool, skills, context).filter(({ user }) => !declinedBy.includes(user.id));
  const isChosen = (id: string) => Number(id === chosen.id);
  const sorted = [...found].sort(
    (a, b) =>
      isChosen(b.user.id) - isChosen(a.user.id) ||
      b.covered - a.covered ||
      a.from.getTime() - b.from.getTime() ||
      a.user.load / a.user.capacity - b.user.load / b.user.capacity,
  );
  return {
    way,
    requiredSkills: skills.length,
    candidates: sorted.slice(0, MAX_RECORDED).map(({ user, covered, from }) => ({
      id: user.id,
      coveredSkills: covered,
      startsAt: from,
      load: user.load,
      capacity: user.capacity,
      lastAssignedAt: user.lastAssignedAt,
      speaksLanguage: language !== null && user.language === language,
    })),
    others: Math.max(0, sorted.length - MAX_RECORDED),
  };
}
