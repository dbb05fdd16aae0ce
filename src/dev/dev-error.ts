/**
 * An error that the developer can fix: a taken port, a missing binary.
 * `message` is ready to print. Callers print no stack and exit with 1.
 */
export class DevError extends Error {
  override readonly name = 'DevError';
}

/** Returns the shortest accurate message of any thrown value. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Returns the code of a system error ("EADDRINUSE").
 * Checks the shape, because tests see errors of another realm's `Error`.
 */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
