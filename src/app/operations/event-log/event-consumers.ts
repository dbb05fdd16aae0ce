import { ConsumerLoop } from './consumer-loop.js';
import type { EventConsumer } from './event-consumer.js';
import { Relay } from './relay.js';

/**
 * Everybody who hears of events, each with a position of their own. The lifecycle is the first: its position is a mark on
 * each event, since a workflow is told by whichever process comes first, of many events at once and in any order. All others
 * have a place in the log, and each has one process at a time.
 */
export class EventConsumers {
  private readonly relay: Relay;
  private readonly loops: readonly ConsumerLoop[];

  constructor(
    deps: ConstructorParameters<typeof Relay>[0] & ConstructorParameters<typeof ConsumerLoop>[0],
    consumers: readonly EventConsumer[],
  ) {
    this.relay = new Relay(deps);
    this.loops = consumers.map((consumer) => new ConsumerLoop(deps, consumer));
  }

  start(): void {
    this.relay.start();
    for (const loop of this.loops) loop.start();
  }

  /** Waits for what is in hand. What still waits comes again. */
  async close(): Promise<void> {
    await Promise.all([this.relay.close(), ...this.loops.map((loop) => loop.close())]);
  }
}
