/**
 * Something that the person at the keyboard can put right: a taken port, a missing binary. `message` is ready to print as
 * it is; whoever catches it prints no stack and exits with 1.
 */
export class DevError extends Error {
  override readonly name = 'DevError';
}

/** The shortest truthful text of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error ("EADDRINUSE"); by shape, because tests see errors of another realm's `Error`. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
