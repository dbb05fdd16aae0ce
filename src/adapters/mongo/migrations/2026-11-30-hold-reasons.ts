import { INITIAL_HOLD_REASONS } from '../../../domain/desk/initial-choices.js';
import { addMissingChoices } from '../kit/missing-choices.js';
import type { Migration } from './migration.js';

/** The version before knows no such collection, and no ticket on hold. */
export const holdReasons: Migration = {
  id: '2026-11-30-hold-reasons',
  summary: 'Write the list of hold reasons',
  up: ({ db }) => addMissingChoices(db, 'hold_reasons', INITIAL_HOLD_REASONS),
};
