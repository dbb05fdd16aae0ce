import { ConsumerLoop } from './consumer-loop.js';
import type { EventConsumer } from './event-consumer.js';
import { Relay } from './relay.js';

/**
 * All consumers, each with its own position.
 * The position of the lifecycle is a mark on each event, because any process can wake a workflow, in any order. Every
 * other consumer has a position in the log, and one process at a time.
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
