import type { Revision } from '../../ports/revisions.js';
import { z } from 'zod';
import { instant, personRef } from './fields.js';

/** Who created a version, and when; null for the built-in first version. */
export const editionFields = {
  version: z.int(),
  created_at: instant.nullable(),
  // Not nullable(): the document would ask null to be a person as well.
  created_by: z.union([personRef, z.null()]),
};

export function presentEdition(
  version: number,
  { createdAt, createdBy }: Omit<Revision<unknown>, 'content'>,
) {
  return {
    version,
    created_at: createdAt?.toISOString() ?? null,
    created_by: createdBy === null ? null : { id: createdBy.id, name: createdBy.name },
  };
}
