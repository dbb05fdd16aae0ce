import { ConfigError, type Config } from '../../config/config.js';
import { DomainError } from '../../domain/errors.js';
import { ApiAway, ApiRefusal } from './api-client.js';

/** An error that the person at the shell can understand. `message` is printed without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Runs a command to its end. It returns the exit code; what it throws is one clear message and exit code 1. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  // A pipe that is closed early (`npm run demo | head`) is no reason to fall over.
  process.stdout.on('error', () => undefined);
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = 1;
    if (!isOurs(error)) throw error;
    const advice =
      error instanceof ApiAway
        ? ' Start everything with `npm run dev`, or name another address with --url.'
        : '';
    console.error(error.message + advice);
  }
}

/** Returns the address at which this machine reaches the API of this configuration. */
export function localApiUrl({ http }: Pick<Config, 'http'>): string {
  const host = http.host === '0.0.0.0' || http.host === '::' ? '127.0.0.1' : http.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${http.port}`;
}

function isOurs(error: unknown): error is Error {
  // parseArgs reports a wrong option as a TypeError with a specific code.
  const isUsage =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return (
    isUsage ||
    error instanceof ApiAway ||
    error instanceof ApiRefusal ||
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof DomainError
  );
}
