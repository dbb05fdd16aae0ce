import { addPlaces, type Redaction, type RedactionCounts } from '../../../domain/tickets/redaction.js';
import type { RedactionWrites } from '../../../ports/tickets/redactions.js';
import type { ChangeDeps } from '../change-ticket.js';
import type { AppDeps } from '../../deps.js';

export type RedactionDeps = ChangeDeps &
  Pick<AppDeps, 'redactions' | 'sealer' | 'attachments' | 'files' | 'personExports' | 'drafts'>;

/** What a part of a step writes, and what it has found. */
export interface StepOutcome {
  readonly writes: RedactionWrites;
  readonly places: Partial<RedactionCounts>;
  /** Ids of the comments and tickets that lose a file. Absent for none. */
  readonly ownerIds?: readonly string[];
  /** The document after which the step continues; null at its end. */
  readonly next: string | null;
}

/** The redaction once that is written. */
export function afterStep(
  { cursor, ...redaction }: Redaction,
  { places, ownerIds = [], next }: Omit<StepOutcome, 'writes'>,
): Redaction {
  return {
    ...redaction,
    places: addPlaces(redaction.places, places),
    ownerIds: [...new Set([...redaction.ownerIds, ...ownerIds])],
    cursor: {
      pass: cursor.pass,
      step: next === null ? cursor.step + 1 : cursor.step,
      after: next,
      hasFound: cursor.hasFound || sumOf(places) > 0,
    },
    revision: redaction.revision + 1,
  };
}

/** In how many places something was removed. */
export function sumOf(places: Partial<RedactionCounts>): number {
  const { files_left: _, ...removed } = places;
  return Object.values(removed).reduce((sum, count) => sum + count, 0);
}
