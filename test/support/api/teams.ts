import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../http-client.js';
import type { People } from './people.js';

export const TEAMS = '/api/v1/teams';

/** Creates a team, as Maya, and returns what was answered. */
export function addTeam(
  people: People,
  key: string,
  fields: Partial<Schemas['NewTeam']> = {},
): Promise<Schemas['Team']> {
  return dataOf(people.maya.api.POST(TEAMS, { body: { key, name: `Team ${key}`, ...fields } }));
}

/** A team as tickets and people show it. */
export function teamRef(key: string, name = `Team ${key}`) {
  return { id: key, key, name };
}
