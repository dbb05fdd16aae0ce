/** Input of `dailyDigest`. */
export interface DailyDigestInput {
  /** When the day begins for its readers, `HH:MM` by the clock of their calendar. */
  readonly at: string;
}

export const DAILY_DIGEST = 'dailyDigest';
