import type { LabelledTicket } from '../../domain/triage/learning/labels.js';

/** The labelled tickets among some tickets. */
export interface LabelPage {
  readonly tickets: readonly LabelledTicket[];
  /** The id to continue after; null at the end. */
  readonly next: string | null;
}

/** Reads tickets that people have confirmed or corrected. */
export interface LabelSource {
  /**
   * Reads the next tickets, newest first, and returns those with labels.
   * These are resolved and closed tickets, and those whose triage a person has changed.
   * @param after the `next` of the page before; null for the newest tickets
   * @param limit maximum number of tickets to read, labelled or not
   */
  labelledTickets(after: string | null, limit: number): Promise<LabelPage>;
}
