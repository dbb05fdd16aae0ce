import { z } from 'zod';

/** Of a ticket, what the demo shows. The provider is for staff only, which is why a manager follows the tickets. */
export const ticketSchema = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  status: z.string(),
  priority: z.string(),
  category: z.string(),
  assignee: z.object({ name: z.string() }).nullable(),
  triage: z.object({ state: z.string(), provider: z.string().nullish(), confidence: z.number().nullish() }),
  workflow: z.object({ id: z.string(), url: z.string() }),
});

export type Ticket = z.output<typeof ticketSchema>;

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
