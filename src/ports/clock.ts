/** The time, so that rules can be tested at any instant. */
export interface Clock {
  now(): Date;
}
