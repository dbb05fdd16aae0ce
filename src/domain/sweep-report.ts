/** How many tickets, and the numbers of the first of them. */
export interface Tally {
  readonly count: number;
  readonly tickets: readonly string[];
}

/** What was found and done while going over the open tickets. */
export interface TicketFindings {
  /** Open tickets looked at. */
  readonly checked: number;
  /** Their workflow was missing or had ended; it was started again. */
  readonly repaired: Tally;
  /** What is due has not been done for long although there is a workflow, or starting it again did not help. */
  readonly stuck: Tally;
  /** They could not be judged; the log says why. */
  readonly failed: Tally;
}

/** What a repair sweep comes to. */
export interface SweepReport extends TicketFindings {
  /** The ticket is over and its workflow still ran: it was told to look. */
  readonly lingering: Tally;
  /** Events that had lain in the outbox for too long and are told now. */
  readonly published: number;
  /** Those that could not be told, again. */
  readonly unpublished: number;
}
