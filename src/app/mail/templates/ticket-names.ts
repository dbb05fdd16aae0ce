/** How mails call tickets, and where they are. */
export interface TicketNames {
  /** The number, with the title of a ticket that is still there. */
  readonly nameOf: (number: string) => string;
  readonly urlOf: (number: string) => string;
}
