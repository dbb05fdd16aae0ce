/** The rules of this installation for incoming mail. */
export interface InboundRules {
  /** Reply addresses add a token after a plus; null if only headers identify answers. */
  readonly replyAddress: string | null;
  /** Addresses that only this desk writes from, in lower case. The sender of the settings is another one. */
  readonly ours: readonly string[];
  /** Addresses that mail is received for, in the notation of `isOurs`: those of SMTP, in lower case. */
  readonly receives: readonly string[];
  /** True if a new sender gets an account. */
  readonly acceptsStrangers: boolean;
  /** Names of the mail servers whose sender verdict is trusted, in lower case. */
  readonly trustedServers: readonly string[];
  /** True if mails without proof of their sender are held until an administrator releases them. */
  readonly holdsUnproven: boolean;
  /** Maximum confirmations per hour to unproven senders, in total. Their tickets are created anyway. */
  readonly unprovenReceiptsPerHour: number;
}

/** Maximum automatic answers to one address per hour. It ends loops between two programs. */
export const ANSWERS_PER_HOUR = 5;
/**
 * Maximum tickets that mails open per hour, from one sender and from all.
 * Further mails are only stored.
 */
export const TICKETS_OF_ONE_PER_HOUR = 200;
export const TICKETS_PER_HOUR = 2_000;
/** Maximum number of comments by mails of one address in an hour. */
export const COMMENTS_PER_HOUR = 30;
/** Maximum refusals: to one sender per day, and to all senders per hour. */
export const REFUSALS_PER_DAY = 1;
export const REFUSALS_PER_HOUR = 60;
/** Maximum `Received` hops. A mail with more is in a loop. */
export const MAX_HOPS = 50;
