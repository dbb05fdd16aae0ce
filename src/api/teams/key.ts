import { MAX_TEAM_KEY } from '../../domain/desk/teams.js';
import { lineOfText } from '../http/fields.js';

/** A team as clients name it. Whether it can be chosen is for the use case to say, which lists what can. */
export function teamKey() {
  return lineOfText({ min: 1, max: MAX_TEAM_KEY }).meta({
    description: 'Id or key of a team of `GET /teams`.',
  });
}
