import { DomainError } from '../../domain/errors.js';

/** Returns the type of an error for a span: our code, Temporal's type, or the class; never the message. */
export function failureType(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
}
