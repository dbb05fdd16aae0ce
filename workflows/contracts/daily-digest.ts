/** Input of `dailyDigest`. */
export interface DailyDigestInput {
  /** The local time of the digest, `HH:MM`, in the time zone of the reader's calendar. */
  readonly at: string;
}

export const DAILY_DIGEST = 'dailyDigest';
