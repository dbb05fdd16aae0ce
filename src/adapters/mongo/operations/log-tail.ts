import type { LogEntry } from '../../../ports/operations/event-log.js';

/** Reads a log after a token, as `EventLog.readAfter` does. */
type ReadLog = (
  token: string,
  onEntry: (entry: LogEntry) => void | Promise<void>,
  signal: AbortSignal,
) => Promise<void>;

/** Entries in memory for readers that are behind. A reader that is further behind reads for itself. */
const MAX_ENTRIES = 2_000;

/** One reading of the end of the log, from its first reader to its last. */
interface Tail {
  /** Number of the first entry in memory; they count from 0 at the start of the tail. */
  first: number;
  readonly entries: LogEntry[];
  /** Token before an entry → the number of that entry. */
  readonly numbers: Map<string, number>;
  /** What came after the newest entry without an event. */
  progress: LogEntry | null;
  failure: { readonly error: unknown } | null;
  readers: number;
  readonly end: AbortController;
  /** Resolves once its stream is closed. */
  reading: Promise<void>;
  /** Called when there is something new. */
  readonly wake: Set<() => void>;
}

/**
 * The end of a log, read once for all readers of a process.
 * Every change stream costs the database something with each write of any collection, and the process something with
 * each event. A reader that is behind has a stream of its own until it has caught up, so it delays no other.
 */
export class LogTail {
  private tail: Tail | null = null;

  constructor(private readonly readLog: ReadLog) {}

  /** As `EventLog.readAfter`. @throws what the shared reading throws, in all its readers */
  async readAfter(
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    for (let after = token; !signal.aborted;) {
      const tail = (this.tail ??= this.begin(after));
      const number = tail.numbers.get(after);
      after =
        number === undefined
          ? await this.catchUp(tail, after, onEntry, signal)
          : await this.follow(tail, { number, token: after }, onEntry, signal);
    }
  }

  /** Reads with a stream of its own to an entry that the tail has. Returns the token of the last entry. */
  private async catchUp(
    tail: Tail,
    token: string,
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<string> {
    let last = token;
    const caughtUp = new AbortController();
    const take = async (entry: LogEntry): Promise<void> => {
      await onEntry(entry);
      last = entry.token;
      if (tail.numbers.has(last) || this.tail !== tail) caughtUp.abort();
    };
    await this.readLog(token, take, AbortSignal.any([signal, caughtUp.signal]));
    return last;
  }

  /** Takes entries from the tail until the signal aborts or the reader has fallen out of it. Returns the last token. */
  private async follow(
    tail: Tail,
    from: { readonly number: number; readonly token: string },
    onEntry: (entry: LogEntry) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<string> {
    let { number, token } = from;
    let progress = tail.progress?.token === token ? tail.progress : null;
    const take = async (entry: LogEntry) => {
      await onEntry(entry);
      ({ token } = entry);
    };
    tail.readers += 1;
    try {
      while (!signal.aborted && number >= tail.first) {
        const entry = tail.entries[number - tail.first];
        if (entry !== undefined) {
          await take(entry);
          number += 1;
        } else if (tail.progress !== null && tail.progress !== progress) {
          ({ progress } = tail);
          await take(tail.progress);
        } else if (tail.failure !== null) {
          throw tail.failure.error;
        } else {
          await somethingNew(tail, signal);
        }
      }
      return token;
    } finally {
      await this.leave(tail);
    }
  }

  private begin(token: string): Tail {
    const tail: Tail = {
      first: 0,
      entries: [],
      numbers: new Map([[token, 0]]),
      progress: null,
      failure: null,
      readers: 0,
      end: new AbortController(),
      reading: Promise.resolve(),
      wake: new Set(),
    };
    const fail = (error: unknown) => {
      tail.failure = { error };
      this.forget(tail);
      wakeAll(tail);
    };
    const take = (entry: LogEntry) => {
      add(tail, entry);
      wakeAll(tail);
    };
    tail.reading = this.readLog(token, take, tail.end.signal).catch(fail);
    return tail;
  }

  private async leave(tail: Tail): Promise<void> {
    tail.readers -= 1;
    if (tail.readers > 0) return;
    this.forget(tail);
    tail.end.abort();
    await tail.reading;
  }

  private forget(tail: Tail): void {
    if (this.tail === tail) this.tail = null;
  }
}

function add(tail: Tail, entry: LogEntry): void {
  const next = tail.first + tail.entries.length;
  // A reader may have saved the token of an entry without an event: it stands before the next entry.
  if (tail.progress !== null) tail.numbers.delete(tail.progress.token);
  if (entry.event === null) {
    tail.progress = entry;
    tail.numbers.set(entry.token, next);
    return;
  }
  tail.progress = null;
  tail.entries.push(entry);
  tail.numbers.set(entry.token, next + 1);
  if (tail.entries.length <= MAX_ENTRIES) return;
  tail.entries.shift();
  tail.first += 1;
  for (const [token, number] of tail.numbers) {
    if (number >= tail.first) break;
    tail.numbers.delete(token);
  }
}

function wakeAll({ wake }: Tail): void {
  for (const each of [...wake]) each();
}

function somethingNew(tail: Tail, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      tail.wake.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    tail.wake.add(done);
    signal.addEventListener('abort', done, { once: true });
  });
}
