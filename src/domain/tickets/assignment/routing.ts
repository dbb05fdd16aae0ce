import { isAbsent } from '../../sla/availability.js';
import { latest } from '../../time.js';
import { holdsTickets } from '../../access/permissions.js';
import { canonicalSkills, type SkillSynonyms } from './skills.js';
import type { Priority } from '../../ticket-fields.js';
import type { Ticket } from '../ticket.js';
import { GENERAL_SKILL } from '../triage.js';
import { type User } from '../../accounts/user.js';

/** Returns when a person works next; null if assignment does not wait for them. */
export type WorksFrom = (person: User) => Date | null;

/** Inputs of the choice besides the ticket and the people. */
export interface RoutingContext {
  readonly synonyms: SkillSynonyms;
  readonly at: Date;
  /** If absent, all are at work. */
  readonly worksFrom?: WorksFrom;
}

/** The requirements of a ticket for its assignee. */
export interface Wanted {
  readonly requiredSkills: readonly string[];
  /** Ids of moderators who declined it. Automatic assignment skips them. */
  readonly declinedBy?: readonly string[];
  /** Medium if absent. */
  readonly priority?: Priority;
}

/** Starts within this time are equal: shifts are planned in steps of 15 minutes. */
const START_WINDOW_MS = 15 * 60_000;

/** Assignment waits for a better expert until the same time tomorrow, not until next week. */
const SKILL_WAIT_MS = 24 * 60 * 60_000;

/** A moderator who may get a ticket. */
interface Candidate {
  readonly user: User;
  /** The number of required skills that they have. */
  readonly covered: number;
  /** The next time when they work, not before now. */
  readonly from: Date;
}

/**
 * Returns the moderator for a ticket that requires `requiredSkills`; null if none fits and the ticket is queued
 * (DESIGN §5).
 * Candidates are active moderators below capacity who are available, or will be (`worksFrom`), with at least one of
 * the skills. Of those who start within a day of the first one, the largest share of the skills wins, then the
 * earliest start: starts within 15 minutes are equal. Then the lowest load relative to capacity, the longest idle
 * time, and the id, so that the choice is deterministic. For an urgent ticket, moderators at work come before all
 * others.
 * Skills that no active moderator has are ignored: a typing error of a model must not strand a ticket. If moderators
 * have a skill but none is free, the ticket is queued: that is better than the wrong assignee.
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

/** Returns the candidates at work; without any, those who start first. */
function soonest(fitting: readonly Candidate[], at: Date): readonly Candidate[] {
  const there = fitting.filter(({ from }) => from <= at);
  return there.length > 0 ? there : startingWithin(fitting, START_WINDOW_MS);
}

/** Returns the candidates who start within `ms` of the first one. */
function startingWithin(some: readonly Candidate[], ms: number): readonly Candidate[] {
  const first = Math.min(...some.map(({ from }) => from.getTime()));
  return some.filter(({ from }) => from.getTime() - first <= ms);
}

/**
 * Returns the moderator who takes over an unaccepted ticket:
 * chosen as in {@link chooseAssignee}, but only among moderators at work.
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

/** Returns true if the person has a required skill, or none is required. */
export function fits(user: User, requiredSkills: readonly string[], synonyms: SkillSynonyms): boolean {
  const wanted = canonicalSkills(requiredSkills, synonyms).filter((skill) => skill !== GENERAL_SKILL);
  const skills = new Set(canonicalSkills(user.skills, synonyms));
  return wanted.length === 0 || wanted.some((skill) => skills.has(skill));
}
