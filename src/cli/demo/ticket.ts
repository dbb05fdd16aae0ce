import type { Schemas } from '../../client/client.js';

export type Ticket = Schemas['Ticket'];

/** A ticket that we handed in, and when (milliseconds of `performance.now`). */
export interface Submitted {
  readonly ticket: Ticket;
  readonly at: number;
}

/** A ticket as it was when we stopped following it. */
export interface Outcome {
  readonly ticket: Ticket;
  /** From handing it in to seeing its assignee; null when it has none. */
  readonly seconds: number | null;
}
