/** What this desk makes of mail that comes in. */
export interface InboundRules {
  /** Answers come to it with a token behind a plus; null where replies are told apart by their headers only. */
  readonly replyAddress: string | null;
  /** Addresses that only this desk writes from, in lower case. */
  readonly ours: readonly string[];
  /** Whether somebody without an account gets one by writing. */
  readonly acceptsStrangers: boolean;
  /** Names of the mail servers whose verdict on a sender is believed, in lower case. */
  readonly trustedServers: readonly string[];
  /** Whether the answer of a requester reopens a ticket that is resolved. */
  readonly reopensResolved: boolean;
  /** Whether mails that nothing proves to be their sender's are put aside, for an administrator to release. */
  readonly holdsUnproven: boolean;
  /** How many senders whom nothing proves get a confirmation in an hour, all together. Their tickets are there all the same. */
  readonly unprovenReceiptsPerHour: number;
}

/** Maximum number of automatic answers to one address in an hour: two machines that answer each other end here. */
export const ANSWERS_PER_HOUR = 5;
/** Maximum number of tickets that mails open in an hour, of one address and of all. Beyond that it is a flood, and mails are only kept. */
export const TICKETS_OF_ONE_PER_HOUR = 200;
export const TICKETS_PER_HOUR = 2_000;
/** Maximum number of comments by mails of one address in an hour. */
export const COMMENTS_PER_HOUR = 30;
/** So often in a day a stranger is told that their mail was not taken, and so often in an hour strangers altogether are. */
export const REFUSALS_PER_DAY = 1;
export const REFUSALS_PER_HOUR = 60;
/** A mail that has gone through more servers goes in circles. */
export const MAX_HOPS = 50;
