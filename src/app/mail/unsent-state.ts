import type { Delivery } from '../../domain/mail/delivery.js';

/** The state of a delivery that is not sent now. */
export interface UnsentState {
  readonly state: Delivery['state'];
  readonly waitsUntil?: Date;
  readonly carriedBy?: string;
}
