import type { mongo } from 'mongoose';
import { CHOICE_KEY, type Choice } from '../../../domain/desk/choices.js';
import { INITIAL_CHOICES } from '../../../domain/desk/initial-choices.js';
import { addMissingChoices } from '../kit/missing-choices.js';
import type { Migration } from './migration.js';

const COLLECTIONS: readonly (readonly [keyof typeof INITIAL_CHOICES, collection: string])[] = [
  ['categories', 'categories'],
  ['ticketTypes', 'ticket_types'],
  ['resolutionCodes', 'resolution_codes'],
];

/** Codes were any text. Those that most tickets have are kept, so that programs can go on with them. */
const MAX_ADOPTED_CODES = 50;

/** Behind the codes that every list has, before `other`. */
const ADOPTED_POSITION = 900;

/** The version before knows neither collection and goes on with its own lists: tickets are not touched. */
export const choiceLists: Migration = {
  id: '2026-11-30-choice-lists',
  summary: 'Write the lists of categories, ticket types and resolution codes',
  up: async ({ db, checkIn }) => {
    for (const [list, collection] of COLLECTIONS) {
      await addMissingChoices(db, collection, INITIAL_CHOICES[list]);
      checkIn();
    }
    await addMissingChoices(db, 'resolution_codes', await codesInUse(db));
  },
};

/** Each under itself as its label: what other text stands on tickets is readable as it is. */
async function codesInUse(db: mongo.Db): Promise<readonly Choice[]> {
  const rows = await db
    .collection('tickets')
    .aggregate<{ readonly _id: string }>([
      { $match: { resolutionCode: { $regex: CHOICE_KEY } } },
      { $sortByCount: '$resolutionCode' },
      { $limit: MAX_ADOPTED_CODES },
    ])
    .toArray();
  return rows.map(({ _id: name }) => ({
    name,
    version: 1,
    labels: { en: name },
    description: null,
    team: null,
    priority: null,
    position: ADOPTED_POSITION,
    isActive: true,
  }));
}
