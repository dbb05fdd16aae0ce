import type { TicketNumbers } from '../../../ports/tickets/ticket-numbers.js';
import { formatTicketNumber } from '../../../domain/tickets/ticket.js';
import type { Models } from '../schema/models.js';

/** Numbers leased at a time. What a process has not used when it ends is never used: a gap, not a fault. */
const BLOCK_SIZE = 100;

interface Block {
  readonly year: number;
  next: number;
  readonly end: number;
}

/**
 * Leases ticket numbers in blocks.
 * With a counter document for every ticket, all creations would wait for the same document, and the rate would halve
 * (measured).
 */
export class LeasedTicketNumbers implements TicketNumbers {
  private block: Block | null = null;
  private leasing: Promise<void> | null = null;

  constructor(private readonly models: Models) {}

  async next(year: number): Promise<string> {
    for (;;) {
      const { block } = this;
      if (block?.year === year && block.next < block.end) {
        const sequence = block.next;
        block.next += 1;
        return formatTicketNumber(year, sequence);
      }
      this.leasing ??= this.lease(year).finally(() => (this.leasing = null));
      await this.leasing;
    }
  }

  async given(year: number): Promise<number> {
    const counter = await this.models.counters.collection.findOne({ _id: counterOf(year) });
    return counter?.next ?? 0;
  }

  async leaveOut(year: number, sequence: number): Promise<void> {
    const update = { $max: { next: sequence } };
    await this.models.counters.collection.updateOne({ _id: counterOf(year) }, update, { upsert: true });
  }

  private async lease(year: number): Promise<void> {
    const counter = await this.models.counters.collection.findOneAndUpdate(
      { _id: counterOf(year) },
      { $inc: { next: BLOCK_SIZE } },
      { upsert: true, returnDocument: 'after' },
    );
    if (counter === null) throw new Error('An upsert that returns the document returned none.');
    // The counter is the number of leased numbers; the first ticket of a year has number 1.
    this.block = { year, next: counter.next - BLOCK_SIZE + 1, end: counter.next + 1 };
  }
}

function counterOf(year: number): string {
  return `ticket-number-${year}`;
}
