import type { HoldfastEvent } from '../../../ports/operations/event-log.js';

/**
 * Somebody who hears of what happens: each consumer has a durable position of its own in the event log, and is given every
 * committed event at least once, those of a ticket in the order of commit. One that is slow or fails holds up no other.
 */
export interface EventConsumer {
  /** Its position is kept under this name: another name is another consumer, which begins anew. */
  readonly name: string;
  /** From when on a new consumer is told: from its first start, from the beginning of the log, or from an instant. */
  readonly startsFrom: 'now' | 'beginning' | Date;
  /** False for events that it need not be given; left out, it is given all. */
  wants?(event: HoldfastEvent): boolean;
  /**
   * Does what the event entails. The same event may come again after a crash: deduplicate by its id where it matters. What
   * it throws is logged and tried again until it succeeds, and later events of the same ticket wait for it; a consumer that
   * wants to give an event up writes that down and returns.
   */
  handle(event: HoldfastEvent): Promise<void>;
}
