import type { Revision } from '../../ports/revisions.js';
import { z } from 'zod';
import { instant, orNull, personRef } from './fields.js';

/** Who created a version, and when; null for the built-in first version. */
export const revisionFields = {
  version: z.int(),
  created_at: instant.nullable(),
  created_by: orNull(personRef),
};

export function presentRevision(
  version: number,
  { createdAt, createdBy }: Omit<Revision<unknown>, 'content'>,
) {
  return {
    version,
    created_at: createdAt?.toISOString() ?? null,
    created_by: createdBy === null ? null : { id: createdBy.id, name: createdBy.name },
  };
}
