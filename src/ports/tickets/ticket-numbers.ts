/** Hands out ticket numbers: unique over all processes, never the same twice; gaps are possible. */
export interface TicketNumbers {
  next(year: number): Promise<string>;
  /** Returns how many numbers of that year are used, or leased to a process that may use them. */
  given(year: number): Promise<number>;
  /** Marks the first `sequence` numbers of that year as used. Does nothing if they already are. */
  leaveOut(year: number, sequence: number): Promise<void>;
}
