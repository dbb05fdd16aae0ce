/** Feedback of a person who was helped, while it is open whether they open a ticket. */
export interface PendingDeflection {
  readonly feedbackId: string;
  /** The pseudonym of the person. */
  readonly reader: string;
  /** When they said that the article helped. */
  readonly since: Date;
}

/** Who opened a ticket, and when. */
export interface TicketOpening {
  /** The requester, and those who were it before accounts were merged. */
  readonly personIds: readonly string[];
  readonly at: Date;
}

/** Every method @throws DomainError `unavailable` */
export interface Deflections {
  /** Those with a `since` up to this instant, oldest first. */
  pending(until: Date, limit: number): Promise<readonly PendingDeflection[]>;
  /** Calls back with the openings of all tickets after `after`, up to `until`, in no order. */
  eachOpening(after: Date, until: Date, onOpening: (opening: TicketOpening) => void): Promise<void>;
  /** Ends the wait, and counts the article if it avoided a ticket, in one transaction. Repeats do nothing. */
  settle(pending: PendingDeflection, hasDeflected: boolean): Promise<void>;
}
