import { lineOfText } from '../http/fields.js';

/** A key as clients send it. Whether it can be chosen is for the use case to say, which lists what can. */
export function choiceKey(resource: 'categories' | 'ticket-types' | 'hold-reasons') {
  return lineOfText({ min: 1, max: 40 }).meta({ description: `A key of \`GET /${resource}\`.` });
}
