import { defaultsIn, type Choice } from './choices.js';
import { activeTeam, isSameTeam, type Team } from './teams.js';

interface Lists {
  readonly categories: readonly Choice[];
  readonly teams: readonly Team[];
}

/** Returns the team of the category, unless it is dissolved or triage suggests another one. */
export function defaultTeam(
  { categories, teams }: Lists,
  category: string,
  suggested: string | null,
): string | null {
  const { team } = defaultsIn(categories, category);
  if (suggested !== null && !isSameTeam(teams, suggested, team)) return null;
  return activeTeam(teams, team)?.name ?? null;
}
