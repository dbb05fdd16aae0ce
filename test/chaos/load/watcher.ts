import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from './caller.js';
import type { LiveEnd } from './live-ends.js';

/** A client that follows every ticket that its person may read, and what it knows by now. */
export interface Watched {
  readonly name: string;
  readonly personId: string;
  readonly isStaff: boolean;
  /** Ids of the events that came, each once, in the order in which they came first. */
  readonly events: readonly string[];
  /** Ids of events that came again and said something else. */
  readonly changed: readonly string[];
  /** Ticket id → the version up to which its list has told it, after a `resync` and at the beginning. */
  readonly versions: ReadonlyMap<string, number>;
  /** All messages, as they came. */
  readonly texts: readonly string[];
  readonly connections: number;
  readonly resyncs: number;
}

interface Who {
  readonly name: string;
  readonly personId: string;
  readonly isStaff: boolean;
  readonly caller: Caller;
  readonly end: LiveEnd;
}

/** Clients wait for a part of a second, so that a killed process is missed by them at once. */
const RETURN_MS = 300;

/** A client as docs/use/live.md describes it: it resumes by id, drops ids that it knows, and reads lists on `resync`. */
export class Watcher implements Watched {
  readonly events: string[] = [];
  readonly changed: string[] = [];
  readonly versions = new Map<string, number>();
  readonly texts: string[] = [];
  connections = 0;
  resyncs = 0;
  private readonly known = new Map<string, string>();
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly urls: readonly string[],
    private readonly who: Who,
  ) {}

  get name(): string {
    return this.who.name;
  }

  get personId(): string {
    return this.who.personId;
  }

  get isStaff(): boolean {
    return this.who.isStaff;
  }

  start(): void {
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    await this.reading;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      this.connections += 1;
      const url = this.urls[this.connections % this.urls.length] ?? '';
      // Killed, frozen, refused or cut off: it comes back.
      await this.who.end(url, this.events.at(-1), (text) => this.take(text), signal).catch(() => undefined);
      await delay(Math.random() * RETURN_MS);
    }
  }

  private take(text: string): void {
    this.texts.push(text);
    const message = JSON.parse(text);
    if (message.type === 'event') this.note(message.id, text);
    // Without the id of an event it cannot resume, so it reads what there is already.
    const isFirst = message.type === 'subscribed' && this.events.length === 0;
    if (message.type === 'resync') this.resyncs += 1;
    if (message.type === 'resync' || isFirst) this.reading = this.reading.then(() => this.readLists());
  }

  private note(id: string, text: string): void {
    const before = this.known.get(id);
    if (before === undefined) this.events.push(id);
    else if (before !== text) this.changed.push(id);
    this.known.set(id, text);
  }

  private async readLists(): Promise<void> {
    for (let cursor: string | null = ''; cursor !== null && !this.stop.signal.aborted;) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.who.caller.call({ method: 'GET', path: `/tickets?page_size=100${more}` });
      if (page.kind !== 'done') return;
      for (const { id, version } of page.body.tickets) {
        this.versions.set(id, Math.max(version, this.versions.get(id) ?? 0));
      }
      cursor = page.body.next_cursor;
    }
  }
}
