import type { z } from 'zod';
import type { FieldFault } from '../../domain/errors.js';

/** Parts of the request. They are left out of the path, because people look for the field itself. */
const PLACES: readonly unknown[] = ['params', 'query', 'body'];

/** Converts zod's issues to field faults of the API: one per field, and unknown fields each by name. */
export function faultsOf(error: z.ZodError): FieldFault[] {
  return error.issues.flatMap((issue) => {
    const path = pathOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      message: 'is not a known field',
    }));
  });
}

function pathOf(path: readonly PropertyKey[]): string {
  return (PLACES.includes(path[0]) ? path.slice(1) : path).map(String).join('.');
}

/** Better words for what zod calls "expected string, received undefined". */
export const wording: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? 'is required' : undefined;
