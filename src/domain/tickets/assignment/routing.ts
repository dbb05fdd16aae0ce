import type { CapacityWeights } from '../../desk/settings.js';
import { activeTeam, type Team } from '../../desk/teams.js';
import { unreachable } from '../../errors.js';
import { isAbsent } from '../../sla/availability.js';
import { latest } from '../../time.js';
import { holdsTickets } from '../../access/permissions.js';
import { canonicalSkills, type SkillSynonyms } from './skills.js';
import type { Priority } from '../../ticket-fields.js';
import type { Ticket } from '../ticket.js';
import { boundTeam, poolOf } from './team-binding.js';
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
  /** In their newest versions, dissolved ones as well. */
  readonly teams?: readonly Team[];
  /** The load that a ticket adds, by its priority. One each if absent. */
  readonly weights?: CapacityWeights;
  /** Ids of the organisations of these tickets that are VIPs. */
  readonly vips?: ReadonlySet<string>;
}

/** The requirements of a ticket for its assignee. */
export interface Wanted {
  readonly requiredSkills: readonly string[];
  /** Ids of moderators who declined it. Automatic assignment skips them. */
  readonly declinedBy?: readonly string[];
  /** Medium if absent. */
  readonly priority?: Priority;
  /** The team that it stays in; null or absent for none. */
  readonly team?: string | null;
  /** ISO 639-1; null or absent if unknown. */
  readonly language?: string | null;
  /** The organisation of the requester; absent for none. */
  readonly organisationId?: string | undefined;
}

/** What a ticket requires of its assignee. */
export function wantedBy(
  ticket: Pick<
    Ticket,
    'requiredSkills' | 'declinedBy' | 'priority' | 'team' | 'teamFrom' | 'language' | 'organisationId'
  >,
): Required<Wanted> {
  const { requiredSkills, declinedBy, priority, language, organisationId } = ticket;
  return { requiredSkills, declinedBy, priority, team: boundTeam(ticket), language, organisationId };
}

/** Starts within this time are equal: shifts are planned in steps of 15 minutes. */
const START_WINDOW_MS = 15 * 60_000;

/** Assignment waits for a better expert until the same time tomorrow, not until next week. */
const SKILL_WAIT_MS = 24 * 60 * 60_000;

/** A moderator who may get a ticket. */
export interface Candidate {
  readonly user: User;
  /** The number of required skills that they have. */
  readonly covered: number;
  /** The next time when they work, not before now. */
  readonly from: Date;
}

/**
 * Returns the moderator for a ticket; null if none fits and the ticket is queued (DESIGN §5).
 * A ticket in a team with active members goes to one of them, in the way of the team, or stays in its queue.
 */
export function chooseAssignee(
  people: readonly User[],
  wanted: Wanted,
  context: RoutingContext,
): User | null {
  const { people: pool, way } = poolOf(people, wanted.team ?? null, context.teams ?? []);
  switch (way) {
    case 'off':
      return null;
    case 'skill_and_load':
      return chooseBySkill(pool, wanted, context);
    case 'round_robin':
      return chooseInTurn(pool, wanted, context, compareWait);
    case 'least_loaded':
      return chooseInTurn(pool, wanted, context, (a, b) => a.load - b.load || compareWait(a, b));
    default:
      return unreachable(way);
  }
}

/** Chooses the first in this order of those at work, or else of those who start first. Skills do not matter. */
function chooseInTurn(
  people: readonly User[],
  { declinedBy = [] }: Wanted,
  context: RoutingContext,
  compare: (a: User, b: User) => number,
): User | null {
  const free = candidates(people, [], context).filter(({ user }) => !declinedBy.includes(user.id));
  return (
    soonest(free, context.at)
      .map(({ user }) => user)
      .sort(compare)[0] ?? null
  );
}

/**
 * Chooses by skills, start, language and load.
 * Candidates are active moderators below capacity who are available, or will be (`worksFrom`), with at least one of
 * the skills. Of those who start within a day of the first one, the largest share of the skills wins, then the
 * earliest start: starts within 15 minutes are equal. Then moderators with the language of the ticket, the lowest load
 * relative to capacity, the longest idle time, and the id, so that the choice is deterministic. For an urgent ticket, and one of a VIP organisation,
 * moderators at work come before all others.
 * If no moderator has any of the skills, those of their teams count. Skills that no team has either are ignored: a typing error
 * of a model must not strand a ticket. If moderators
 * have a skill but none is free, the ticket is queued: that is better than the wrong assignee.
 */
function chooseBySkill(
  people: readonly User[],
  { requiredSkills, declinedBy = [], priority = 'medium', language = null, organisationId }: Wanted,
  context: RoutingContext,
): User | null {
  const isVip = organisationId !== undefined && context.vips?.has(organisationId) === true;
  const fitting = candidates(people, requiredSkills, context).filter(
    ({ user }) => !declinedBy.includes(user.id),
  );
  const inReach =
    priority === 'urgent' || isVip ? soonest(fitting, context.at) : startingWithin(fitting, SKILL_WAIT_MS);
  const most = Math.max(...inReach.map(({ covered }) => covered));
  const best = startingWithin(
    inReach.filter(({ covered }) => covered === most),
    START_WINDOW_MS,
  );
  const speakers = best.filter(({ user }) => language !== null && speaks(user, language));
  return (speakers.length > 0 ? speakers : best).map(({ user }) => user).sort(compareIdleness)[0] ?? null;
}

/** Until a person names the languages that they speak, the language of their mails counts. */
function speaks({ languages, language: ofMails }: User, language: string): boolean {
  return languages.length > 0 ? languages.includes(language) : ofMails === language;
}

/** Returns the moderators with a place who have one of the skills, and when they start. */
export function candidates(
  people: readonly User[],
  requiredSkills: readonly string[],
  { synonyms, at, worksFrom = () => at, teams = [] }: RoutingContext,
): readonly Candidate[] {
  const named = canonicalSkills(requiredSkills, synonyms).filter((skill) => skill !== GENERAL_SKILL);
  const holders = people.filter(holdsTickets);
  const withSkills = (skillsOf: (user: User) => readonly string[]) =>
    holders.map((user) => ({ user, skills: new Set(canonicalSkills(skillsOf(user), synonyms)) }));
  const byPerson = withSkills(({ skills }) => skills);
  const isKnown = byPerson.some(({ skills }) => named.some((skill) => skills.has(skill)));
  const moderators = isKnown
    ? byPerson
    : withSkills(({ skills, team }) => [...skills, ...(activeTeam(teams, team)?.skills ?? [])]);
  const wanted = named.filter((skill) => moderators.some(({ skills }) => skills.has(skill)));
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
  ticket: Parameters<typeof wantedBy>[0] & Pick<Ticket, 'assignment'>,
  { worksFrom, ...context }: RoutingContext & { readonly worksFrom: WorksFrom },
): User | null {
  const isAway = (person: User) => {
    const from = worksFrom(person);
    return from === null || from > context.at;
  };
  const away = people.filter(isAway).map(({ id }) => id);
  const { declinedBy, assignment } = ticket;
  const leaver = assignment === null ? [] : [assignment.assignee.id];
  return chooseAssignee(
    people,
    { ...wantedBy(ticket), declinedBy: [...declinedBy, ...leaver, ...away] },
    { worksFrom, ...context },
  );
}

function compareIdleness(a: User, b: User): number {
  return a.load / a.capacity - b.load / b.capacity || compareWait(a, b);
}

/** The longest since the last assignment first. */
function compareWait(a: User, b: User): number {
  return (a.lastAssignedAt?.getTime() ?? 0) - (b.lastAssignedAt?.getTime() ?? 0) || a.id.localeCompare(b.id);
}

/** Returns true if automatic assignment would not give the ticket to this assignee: another team, or no skill for it. */
export function isMisplaced(
  assignee: User,
  ticket: Parameters<typeof wantedBy>[0],
  people: readonly User[],
  { synonyms, teams = [] }: Pick<RoutingContext, 'synonyms' | 'teams'>,
): boolean {
  const { people: pool, way } = poolOf(people, boundTeam(ticket), teams);
  if (way !== 'off' && !pool.some(({ id }) => id === assignee.id)) return true;
  return way === 'skill_and_load' && !fits(assignee, ticket.requiredSkills, synonyms);
}

/** Returns true if the person has a required skill, or none is required. */
export function fits(user: User, requiredSkills: readonly string[], synonyms: SkillSynonyms): boolean {
  const wanted = canonicalSkills(requiredSkills, synonyms).filter((skill) => skill !== GENERAL_SKILL);
  const skills = new Set(canonicalSkills(user.skills, synonyms));
  return wanted.length === 0 || wanted.some((skill) => skills.has(skill));
}
