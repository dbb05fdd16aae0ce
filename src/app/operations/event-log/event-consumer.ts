import type { HoldfastEvent } from '../../../ports/operations/event-log.js';

/**
 * A consumer of the event log with its own durable position.
 * It receives every committed event at least once, those of one ticket in commit order. A slow or failing consumer
 * does not delay another.
 */
export interface EventConsumer {
  /** The key of its position: another name is another consumer, which starts again. */
  readonly name: string;
  /** The start of a new consumer: its first start, the beginning of the log, or an instant. */
  readonly startsFrom: 'now' | 'beginning' | Date;
  /** Events of different tickets that it handles at the same time; 16 if absent. More for one that handles them in batches. */
  readonly concurrency?: number;
  /** False for events that the consumer does not need; if absent, it receives all. */
  wants?(event: HoldfastEvent): boolean;
  /**
   * Handles an event.
   * After a crash the same event may repeat: deduplicate by its id if necessary. An error is logged and retried until
   * it succeeds, and later events of the same ticket wait. A consumer that gives an event up records that and
   * returns.
   */
  handle(event: HoldfastEvent): Promise<void>;
}
