import { isAbsent } from '../../sla/availability.js';
import { latest } from '../../time.js';
import { holdsTickets } from '../../access/permissions.js';
import { canonicalSkills, type SkillSynonyms } from './skills.js';
import type { Priority } from '../../ticket-fields.js';
import type { Ticket } from '../ticket.js';
import { GENERAL_SKILL } from '../triage.js';
import { type User } from '../../accounts/user.js';

/** When a person works next; null for somebody who is not to be waited for. */
export type WorksFrom = (person: User) => Date | null;

/** What a choice depends on beside the ticket and the people. */
export interface RoutingContext {
  readonly synonyms: SkillSynonyms;
  readonly at: Date;
  /** Left out, everybody is at work. */
  readonly worksFrom?: WorksFrom;
}

/** What a ticket asks of whoever gets it. */
export interface Wanted {
  readonly requiredSkills: readonly string[];
  /** Ids of those who have declined it and are not asked again. */
  readonly declinedBy?: readonly string[];
  /** Medium where it is left out. */
  readonly priority?: Priority;
}

/** Who starts within this time of each other starts at the same time: shifts are planned by the quarter of an hour. */
const START_WINDOW_MS = 15 * 60_000;

/** Who knows more is waited for until the same time tomorrow, not until next week. */
const SKILL_WAIT_MS = 24 * 60 * 60_000;

/** A moderator who may get a ticket. */
interface Candidate {
  readonly user: User;
  /** How many of the skills that are asked for they have. */
  readonly covered: number;
  /** When they work next, not before now. */
  readonly from: Date;
}

/**
 * The moderator who should get a ticket that asks for `requiredSkills`, or null when nobody fits and the ticket waits
 * in the queue (DESIGN §5).
 *
 * Candidates are active moderators below capacity who are there, or will be (`worksFrom`), with at least one of the
 * skills. Of those who come within a day of the first one, the largest share of the skills wins, then who comes first:
 * starts within a quarter of an hour are the same. Then the lowest load relative to capacity, then the longest idle, then
 * the id, so that the choice is the same everywhere. For an urgent ticket those who are there come before all others.
 *
 * Skills that no active moderator has at all cannot guide the choice and are left out: a typing error of a model must
 * not strand a ticket. Skills that somebody has, but nobody free, do strand it: the queue is better than the wrong desk.
 */
export function chooseAssignee(
  people: readonly User[],
  { requiredSkills, declinedBy = [], priority = 'medium' }: Wanted,
  context: RoutingContext,
): User | null {
  const fitting = candidates(people, requiredSkills, context).filter(
    ({ user }) => !declinedBy.includes(user.id),
  );
  const inReach =
    priority === 'urgent' ? soonest(fitting, context.at) : startingWithin(fitting, SKILL_WAIT_MS);
  const most = Math.max(...inReach.map(({ covered }) => covered));
  const best = startingWithin(
    inReach.filter(({ covered }) => covered === most),
    START_WINDOW_MS,
  );
  return best.map(({ user }) => user).sort(compareIdleness)[0] ?? null;
}

function candidates(
  people: readonly User[],
  requiredSkills: readonly string[],
  { synonyms, at, worksFrom = () => at }: RoutingContext,
): readonly Candidate[] {
  const moderators = people
    .filter(holdsTickets)
    .map((user) => ({ user, skills: new Set(canonicalSkills(user.skills, synonyms)) }));
  const wanted = canonicalSkills(requiredSkills, synonyms).filter(
    (skill) => skill !== GENERAL_SKILL && moderators.some(({ skills }) => skills.has(skill)),
  );
  return moderators.flatMap(({ user, skills }) => {
    const covered = wanted.filter((skill) => skills.has(skill)).length;
    const from = worksFrom(user);
    if (from === null || user.load >= user.capacity || (wanted.length > 0 && covered === 0)) return [];
    const start = latest(from, at);
    return isAbsent(user.absence, start) ? [] : [{ user, covered, from: start }];
  });
}

/** Those who are there; where nobody is, those who come first. */
function soonest(fitting: readonly Candidate[], at: Date): readonly Candidate[] {
  const there = fitting.filter(({ from }) => from <= at);
  return there.length > 0 ? there : startingWithin(fitting, START_WINDOW_MS);
}

/** Those who start at most so much later than the first of them. */
function startingWithin(some: readonly Candidate[], ms: number): readonly Candidate[] {
  const first = Math.min(...some.map(({ from }) => from.getTime()));
  return some.filter(({ from }) => from.getTime() - first <= ms);
}

/**
 * The moderator who takes over what its assignee has left behind: chosen as in {@link chooseAssignee}, but only among
 * those who are at work now.
 */
export function chooseSuccessor(
  people: readonly User[],
  {
    requiredSkills,
    declinedBy,
    assignment,
    priority,
  }: Pick<Ticket, 'requiredSkills' | 'declinedBy' | 'assignment' | 'priority'>,
  { worksFrom, ...context }: RoutingContext & { readonly worksFrom: WorksFrom },
): User | null {
  const isAway = (person: User) => {
    const from = worksFrom(person);
    return from === null || from > context.at;
  };
  const away = people.filter(isAway).map(({ id }) => id);
  const leaver = assignment === null ? [] : [assignment.assignee.id];
  return chooseAssignee(
    people,
    { requiredSkills, declinedBy: [...declinedBy, ...leaver, ...away], priority },
    { worksFrom, ...context },
  );
}

function compareIdleness(a: User, b: User): number {
  return (
    a.load / a.capacity - b.load / b.capacity ||
    (a.lastAssignedAt?.getTime() ?? 0) - (b.lastAssignedAt?.getTime() ?? 0) ||
    a.id.localeCompare(b.id)
  );
}

/** True when the person has at least one of the required skills, or none is required. */
export function fits(user: User, requiredSkills: readonly string[], synonyms: SkillSynonyms): boolean {
  const wanted = canonicalSkills(requiredSkills, synonyms).filter((skill) => skill !== GENERAL_SKILL);
  const skills = new Set(canonicalSkills(user.skills, synonyms));
  return wanted.length === 0 || wanted.some((skill) => skills.has(skill));
}
