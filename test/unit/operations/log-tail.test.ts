import { describe, expect, it } from '@jest/globals';
import { LogTail } from '../../../src/adapters/mongo/operations/log-tail.js';
import type { LogEntry } from '../../../src/ports/operations/event-log.js';
import { waitFor } from '../../support/wait-for.js';

/** A log in memory. The token of an entry is its number. */
class Log {
  readonly entries: LogEntry[] = [];
  open = 0;
  opened = 0;
  private failure: Error | null = null;
  private readonly wake = new Set<() => void>();

  add(count = 1, isEmpty = false): void {
    for (let index = 0; index < count; index += 1) {
      const token = String(this.entries.length + 1);
      const event = isEmpty ? null : ({ id: `event ${token}` } as LogEntry['event']);
      this.entries.push({ event, token, committedAt: new Date(0) });
    }
    this.wakeAll();
  }

  fail(failure: Error): void {
    this.failure = failure;
    this.wakeAll();
    this.failure = null;
  }

  readonly read = async (
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> => {
    this.open += 1;
    this.opened += 1;
    try {
      for (let number = Number(token); !signal.aborted;) {
        const entry = this.entries[number];
        if (entry === undefined) await this.wait(signal);
        else {
          await onEntry(entry);
          number += 1;
        }
      }
    } finally {
      this.open -= 1;
    }
  };

  private wakeAll(): void {
    for (const each of [...this.wake]) each();
  }

  private wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        this.wake.delete(done);
        if (this.failure === null) resolve();
        else reject(this.failure);
      };
      this.wake.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}

class Reader {
  readonly read: string[] = [];
  readonly stop = new AbortController();
  gate: Promise<void> = Promise.resolve();
  readonly ended: Promise<unknown>;

  constructor(tail: LogTail, token: string) {
    const take = async ({ event, token: read }: LogEntry) => {
      await this.gate;
      this.read.push(event === null ? `nothing until ${read}` : read);
    };
    this.ended = tail.readAfter(token, take, this.stop.signal).catch((error: unknown) => error);
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.ended;
  }
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

describe('the readers of a log', () => {
  it('share one stream, also those that were behind, and each gets every entry once', async () => {
    const log = new Log();
    log.add(5);
    const tail = new LogTail(log.read);
    const first = new Reader(tail, '5');
    const behind = new Reader(tail, '2');
    await waitFor('the entries before', () => behind.read.length === 3 || undefined);
    expect(log.open).toBe(1);
    log.add(3);
    const same = new Reader(tail, '6');
    await waitFor('the new entries', () => (first.read.length === 3 && same.read.length === 2) || undefined);
    await waitFor('the new entries', () => behind.read.length === 6 || undefined);
    expect([first.read, behind.read, same.read]).toEqual([numbers(6, 8), numbers(3, 8), numbers(7, 8)]);
    expect(log.open).toBe(1);
    await Promise.all([first, behind, same].map((reader) => reader.close()));
    expect(log.open).toBe(0);
  });

  it('do not wait for a slow one, which catches up with a stream of its own', async () => {
    const log = new Log();
    const tail = new LogTail(log.read);
    const [quick, slow] = [new Reader(tail, '0'), new Reader(tail, '0')];
    let release = (): void => undefined;
    slow.gate = new Promise((resolve) => (release = resolve));
    for (let read = 1_000; read <= 5_000; read += 1_000) {
      log.add(1_000);
      await waitFor('the quick reader', () => quick.read.length === read || undefined);
    }
    expect(slow.read).toEqual([]);
    release();
    await waitFor('the slow reader', () => slow.read.length === 5_000 || undefined);
    expect(slow.read).toEqual(numbers(1, 5_000));
    expect(log.opened).toBe(2);
    log.add();
    await waitFor('both', () => (quick.read.length === 5_001 && slow.read.length === 5_001) || undefined);
    expect(log.open).toBe(1);
    await Promise.all([quick.close(), slow.close()]);
  });

  it('get progress without an event, and may continue from it', async () => {
    const log = new Log();
    const tail = new LogTail(log.read);
    const first = new Reader(tail, '0');
    log.add(1);
    log.add(1, true);
    await waitFor('progress', () => first.read.length === 2 || undefined);
    const second = new Reader(tail, '2');
    log.add(1);
    await waitFor('the entry', () => (first.read.length === 3 && second.read.length === 1) || undefined);
    expect([first.read, second.read]).toEqual([['1', 'nothing until 2', '3'], ['3']]);
    expect(log.opened).toBe(1);
    await first.close();
    expect(log.open).toBe(1);
    await second.close();
    expect(log.open).toBe(0);
  });

  it('all get the failure of their stream, and a new stream afterwards', async () => {
    const log = new Log();
    const tail = new LogTail(log.read);
    const readers = [new Reader(tail, '0'), new Reader(tail, '0')];
    log.add(2);
    await waitFor('the entries', () => readers.every(({ read }) => read.length === 2) || undefined);
    const failure = new Error('gone');
    log.fail(failure);
    expect(await Promise.all(readers.map(({ ended }) => ended))).toEqual([failure, failure]);
    expect(log.open).toBe(0);
    const again = new Reader(tail, '1');
    await waitFor('the entry', () => again.read.length === 1 || undefined);
    expect(again.read).toEqual(['2']);
    await again.close();
  });
});
