/** The names of tickets in mails, and their URLs. */
export interface TicketNames {
  /** The number, with the title of a ticket that is still there. */
  readonly nameOf: (number: string) => string;
  readonly urlOf: (number: string) => string;
}
