/** Facts for a log line; ids only: no secrets, addresses or ticket text (R9). */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log, one event a line. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** For work that has nobody to tell. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
