import { ConfigError } from './config/config.js';
import { DomainError } from './domain/errors.js';

/** After this the process ends whatever still hangs. */
const STOP_MS = 12_000;

/**
 * Starts a service and stops it in order on SIGTERM or SIGINT. A fault at start is one clear message and exit code 1.
 * `start` gets a signal that aborts when the process is asked to stop, and returns what stops the service.
 */
export async function runUntilStopped(
  start: (signal: AbortSignal) => Promise<() => Promise<void>>,
): Promise<void> {
  const stopping = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.on(name, () => {
        stopping.abort();
        resolve();
      });
    }
  });
  try {
    const stop = await start(stopping.signal);
    await asked;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await stop();
    process.exit(0);
  } catch (error) {
    console.error(messageOf(error));
    process.exit(stopping.signal.aborted ? 0 : 1);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DomainError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `${error.message}. Stop what uses the port, or set another one (PORT, MCP_PORT).`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
