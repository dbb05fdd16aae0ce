import { DomainError } from '../errors.js';

/** Dissolved teams count, since they stay readable on tickets. */
export const MAX_TEAMS = 200;
export const MAX_TEAM_LABEL = 60;
/** In characters. Keys of today are shorter: earlier versions took any line as the name of a team. */
export const MAX_TEAM_KEY = 64;

/**
 * How a team gives its tickets to its members. `round_robin` takes the member who has waited longest, `least_loaded` the
 * one with the fewest open tickets, both without regard to skills. With `off`, tickets wait until a person assigns them.
 */
export const ASSIGNMENT_WAYS = ['skill_and_load', 'round_robin', 'least_loaded', 'off'] as const;
export type AssignmentWay = (typeof ASSIGNMENT_WAYS)[number];

/**
 * A team of the desk. Its name (the key) never changes: tickets, people, policies and events hold it. Its members are
 * the people whose `team` is this key, so that each person is in one team at most.
 */
export interface Team {
  readonly name: string;
  readonly version: number;
  /** The name that people read. */
  readonly label: string;
  /** The id of the person who is told of tickets that no member can get; null for the managers. */
  readonly leadId: string | null;
  /** What the team can do, for tickets whose skills no single person has. */
  readonly skills: readonly string[];
  /** Name of the working calendar of members without one of their own; null for none. */
  readonly calendar: string | null;
  /** Mail to this address opens tickets of the team. In lower case; null for none. */
  readonly mailAddress: string | null;
  readonly assigns: AssignmentWay;
  /** False once it is dissolved: no ticket and no person gets it any longer. */
  readonly isActive: boolean;
  /** The team that replaces a dissolved one, on its tickets and for its members. Null for none. */
  readonly successor: string | null;
}

/** The fields of a new team that nobody has to choose. */
export const NEW_TEAM = {
  version: 1,
  leadId: null,
  skills: [],
  calendar: null,
  mailAddress: null,
  assigns: 'skill_and_load',
  isActive: true,
  successor: null,
} as const satisfies Partial<Team>;

/** A team as tickets and people show it. */
export interface TeamRef {
  readonly key: string;
  readonly label: string;
}

/** Returns the key that a stored one is read as: that of the last successor of a dissolved team. */
export function currentTeamKey(teams: readonly Team[], key: string): string {
  let here = key;
  // Each step follows one team, so a circle ends too.
  for (let step = 0; step < teams.length; step += 1) {
    const team = teams.find(({ name }) => name === here);
    if (team === undefined || team.isActive || team.successor === null) return here;
    here = team.successor;
  }
  return here;
}

/** Returns the team that a key is read as; null for one that is dissolved without a successor, or in no list. */
export function activeTeam(teams: readonly Team[], key: string | null): Team | null {
  if (key === null) return null;
  const current = currentTeamKey(teams, key);
  return teams.find(({ name, isActive }) => name === current && isActive) ?? null;
}

/** Returns what a stored key is shown as. A key that is in no list is shown as it is. */
export function teamRef(teams: readonly Team[], key: string | null): TeamRef | null {
  if (key === null) return null;
  const current = currentTeamKey(teams, key);
  return { key: current, label: teams.find(({ name }) => name === current)?.label ?? current };
}

/** Returns the keys of the dissolved teams that this one replaces. */
export function predecessorsOf(teams: readonly Team[], key: string): readonly string[] {
  return teams
    .filter(({ name }) => name !== key && currentTeamKey(teams, name) === key)
    .map(({ name }) => name);
}

/** Returns true if both keys are read as the same team. */
export function isSameTeam(teams: readonly Team[], a: string | null, b: string | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && currentTeamKey(teams, a) === currentTeamKey(teams, b);
}

/**
 * Returns what is wrong with choosing this key, with the keys that can be chosen instead; null where nothing is.
 * @param isReading true to look for tickets or people: dissolved teams can be looked for
 */
export function teamFault(teams: readonly Team[], key: string, isReading = false): string | null {
  const team = teams.find(({ name }) => name === key);
  if (team !== undefined && (isReading || team.isActive)) return null;
  const what = team === undefined ? 'is not a team' : 'is a dissolved team';
  const offered = teams.filter(({ isActive }) => isReading || isActive).map(({ name }) => name);
  if (offered.length === 0) return `${what}; there is none yet, create it first`;
  return `${what}; choose one of: ${[...offered].sort().join(', ')}`;
}

export function tooManyTeams(): DomainError {
  return new DomainError(
    'illegal_transition',
    `There are ${MAX_TEAMS} teams, the maximum. Delete a team that no ticket and no person has first.`,
  );
}

/** The mail addresses of active teams. */
export function teamAddresses(teams: readonly Team[]): readonly string[] {
  return teams.flatMap(({ isActive, mailAddress }) =>
    isActive && mailAddress !== null ? [mailAddress] : [],
  );
}

/** Returns the active team of the first address that belongs to one, with its plus addresses; null for none. */
export function teamAddressed(teams: readonly Team[], addresses: readonly string[]): Team | null {
  for (const address of addresses) {
    const plain = address.toLowerCase().replace(/\+[^@]*@/u, '@');
    const team = teams.find(({ isActive, mailAddress }) => isActive && mailAddress === plain);
    if (team !== undefined) return team;
  }
  return null;
}
