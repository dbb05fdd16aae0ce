import type { Logger } from '../../../src/ports/logger.js';

/** Keeps what is logged. */
export function listeningLogger() {
  const lines: any[] = [];
  const note = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, ...fields, message });
  const logger: Logger = {
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
  };
  return { logger, lines };
}
