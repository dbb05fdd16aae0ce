import { holdsTickets } from './permissions.js';
import { canonicalSkills, type SkillSynonyms } from './skills.js';
import type { Ticket } from './ticket.js';
import { GENERAL_SKILL } from './triage.js';
import { isAbsent, type User } from './user.js';

/**
 * The moderator who should get a ticket that asks for `requiredSkills`, or null when nobody fits and the ticket waits
 * in the queue (DESIGN §5).
 *
 * Candidates are active moderators, not absent, below capacity. The largest share of the required skills wins, then who
 * works now or soonest (`worksFrom`), then the lowest load relative to capacity, then the longest idle, then the id, so
 * that the choice is the same everywhere.
 *
 * Those in `passed` have declined the ticket and are not asked again.
 *
 * Skills that no active moderator has at all cannot guide the choice and are left out: a typing error of a model must
 * not strand a ticket. Skills that somebody has, but nobody free, do strand it: the queue is better than the wrong desk.
 */
export function chooseAssignee(
  people: readonly User[],
  requiredSkills: readonly string[],
  synonyms: SkillSynonyms,
  at: Date,
  passed: readonly string[] = [],
  worksFrom: (person: User) => Date = () => at,
): User | null {
  const moderators = people
    .filter(holdsTickets)
    .map((user) => ({ user, skills: new Set(canonicalSkills(user.skills, synonyms)) }));
  const wanted = canonicalSkills(requiredSkills, synonyms).filter(
    (skill) => skill !== GENERAL_SKILL && moderators.some(({ skills }) => skills.has(skill)),
  );
  const ranked = moderators
    .filter(
      ({ user }) => !isAbsent(user.absence, at) && user.load < user.capacity && !passed.includes(user.id),
    )
    .map(({ user, skills }) => ({ user, covered: wanted.filter((skill) => skills.has(skill)).length }))
    .filter(({ covered }) => wanted.length === 0 || covered > 0)
    .sort(
      (a, b) =>
        b.covered - a.covered ||
        worksFrom(a.user).getTime() - worksFrom(b.user).getTime() ||
        compareIdleness(a.user, b.user),
    );
  return ranked[0]?.user ?? null;
}

/**
 * The moderator who takes over what its assignee has left behind: chosen as in {@link chooseAssignee}, but only among
 * those who are at work now.
 */
export function chooseSuccessor(
  people: readonly User[],
  { requiredSkills, declinedBy, assignment }: Pick<Ticket, 'requiredSkills' | 'declinedBy' | 'assignment'>,
  synonyms: SkillSynonyms,
  at: Date,
  worksFrom: (person: User) => Date,
): User | null {
  const away = people.filter((person) => worksFrom(person) > at).map(({ id }) => id);
  const leaver = assignment === null ? [] : [assignment.assignee.id];
  return chooseAssignee(people, requiredSkills, synonyms, at, [...declinedBy, ...leaver, ...away], worksFrom);
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
