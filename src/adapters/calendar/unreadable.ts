import { DomainError, type FieldFault } from '../../domain/errors.js';

const MAX_TOLD = 20;

/** The refusal of a holiday file; of very many faults the first ones do. */
export function unreadable(faults: readonly FieldFault[]): DomainError {
  const told = faults.slice(0, MAX_TOLD);
  const list = told.map(({ path, message }) => `${path} ${message}`).join('; ');
  const more = faults.length > told.length ? ` (and ${faults.length - told.length} more)` : '';
  return new DomainError('invalid_input', `The holidays cannot be read: ${list}${more}`, { faults: told });
}

/** The library's words, which quote the line: enough of it to find the place. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 120) : 'no reason given';
}
