/** The number of tickets, and the first ticket numbers. */
export interface Tally {
  readonly count: number;
  readonly tickets: readonly string[];
}

/** The findings and repairs of a sweep over the open tickets. */
export interface TicketFindings {
  /** Open tickets looked at. */
  readonly checked: number;
  /** Tickets whose workflow was missing or had ended, and was started again. */
  readonly repaired: Tally;
  /** Tickets with a workflow whose due actions are late, or whose restart did not help. */
  readonly stuck: Tally;
  /** Tickets that could not be checked. The log has the reason. */
  readonly failed: Tally;
  /** People whose load differed from their open tickets, and was corrected. Absent in reports of earlier versions. */
  readonly correctedLoads?: number;
}

/** The result of a repair sweep. */
export interface SweepReport extends TicketFindings {
  /** The ticket is over and its workflow still ran: it was told to look. */
  readonly lingering: Tally;
  /** Events that waited too long in the outbox and are now published. */
  readonly published: number;
  /** Events that could not be published again. */
  readonly unpublished: number;
}
