import { DomainError } from '../../domain/errors.js';

/** What a span tells of an error: the code of ours, the type of Temporal's, the class of any other; never its words. */
export function failureType(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
}
