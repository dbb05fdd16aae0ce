import { createHash } from 'node:crypto';
import { wordsOf } from '../../../domain/search-terms.js';
import { singleLine } from '../../../domain/single-line.js';
import { maskSensitive } from '../../../domain/triage/masking.js';
import { addDays } from '../../../domain/time.js';
import type { AppDeps } from '../../deps.js';

/** Different searches of a day. A program that tries words cannot fill the database. */
const MAX_A_DAY = 2_000;
const KEPT_DAYS = 60;
/** Characters. A longer text is a question that only one person asks. */
const MAX_TEXT = 100;
/** Shorter ones are beginnings of words. */
const MIN_TEXT = 3;

export type MissDeps = Pick<AppDeps, 'knowledgeGaps' | 'clock' | 'logger'>;

/** Counts a search that found no article, unless it has secrets or personal data. Never fails the search. */
export async function noteMiss({ knowledgeGaps, clock, logger }: MissDeps, text: string): Promise<void> {
  const line = singleLine(text);
  const words = [...wordsOf(line)].sort().join(' ');
  if (words.length < MIN_TEXT || line.length > MAX_TEXT || maskSensitive(line) !== line) return;
  const now = clock.now();
  const key = createHash('sha256').update(words).digest('base64url').slice(0, 22);
  try {
    await knowledgeGaps.noteMiss({ key, text: line }, now.toISOString().slice(0, 10), {
      max: MAX_A_DAY,
      until: addDays(now, KEPT_DAYS),
    });
  } catch (error) {
    logger.warn({ err: error }, 'a search without a result was not counted');
  }
}
