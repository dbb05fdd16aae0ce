import type { Migration } from './migration.js';
import { queuePlaces } from './2026-11-20-queue-places.js';
import { addressKeys } from './2026-11-30-address-keys.js';
import { choiceLists } from './2026-11-30-choice-lists.js';
import { holdReasons } from './2026-11-30-hold-reasons.js';
import { teams } from './2026-11-30-teams.js';
import { titleWords } from './2026-11-20-title-words.js';

/** Oldest first. A new one goes to the end; one that was released is never changed. */
export const MIGRATIONS: readonly Migration[] = [
  titleWords,
  queuePlaces,
  choiceLists,
  holdReasons,
  addressKeys,
  teams,
];
