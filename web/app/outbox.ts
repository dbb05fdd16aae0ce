/** An action that is kept until the server has answered it. Its key makes a repeated send safe. */
export interface OutboxItem {
  /** The idempotency key. */
  readonly key: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What the person did, in words of the texts, and where: shown in the outbox. */
  readonly label: { readonly text: string; readonly ticket?: string };
  readonly createdAt: string;
  readonly state: 'waiting' | 'refused';
  /** Why the server refused it. It is not sent again unless the person asks. */
  readonly refusal?: string;
}

export type NewOutboxItem = Omit<OutboxItem, 'key' | 'createdAt' | 'state' | 'refusal'>;

/** What became of one attempt. */
export type SendOutcome =
  | { readonly kind: 'done'; readonly answer: unknown }
  /** The server has decided. A repetition would change nothing. */
  | { readonly kind: 'refused'; readonly reason: string; readonly problem: unknown }
  /** No answer, or one that asks to try again. */
  | { readonly kind: 'later'; readonly afterMs?: number }
  /** The session has ended. Everything waits for a new one. */
  | { readonly kind: 'signed-out' };

export interface OutboxDeps {
  readonly load: () => readonly OutboxItem[];
  readonly save: (items: readonly OutboxItem[]) => void;
  readonly send: (item: OutboxItem) => Promise<SendOutcome>;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  readonly newKey: () => string;
  readonly now: () => Date;
  /** Runs a send in only one tab at a time. */
  readonly exclusively: (run: () => Promise<void>) => Promise<void>;
}

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

type Waiter = (outcome: SendOutcome) => void;

/** Unsent actions. They survive a closed tab, and are sent again with the same key until the server answers. */
export class Outbox {
  private items: readonly OutboxItem[];
  private readonly listeners = new Set<() => void>();
  private readonly waiters = new Map<string, Waiter>();
  private retryMs = FIRST_RETRY_MS;
  private cancelRetry: (() => void) | undefined;
  private isRunning = false;
  private runsAgain = false;

  constructor(private readonly deps: OutboxDeps) {
    this.items = deps.load();
  }

  /** The same array until something changes, as `useSyncExternalStore` needs it. */
  readonly current = (): readonly OutboxItem[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Keeps an action before it is sent, and resolves once the server has decided in this tab. */
  add(item: NewOutboxItem): Promise<SendOutcome> {
    return this.addKeyed(item).outcome;
  }

  /** The same, with the key of the kept action: a screen that shows its refusal itself discards it. */
  addKeyed(item: NewOutboxItem): { readonly key: string; readonly outcome: Promise<SendOutcome> } {
    const kept: OutboxItem = {
      ...item,
      key: this.deps.newKey(),
      createdAt: this.deps.now().toISOString(),
      state: 'waiting',
    };
    this.change((items) => [...items, kept]);
    const outcome = new Promise<SendOutcome>((resolve) => this.waiters.set(kept.key, resolve));
    this.resume();
    return { key: kept.key, outcome };
  }

  /** Sends what waits, at once: the network is back, or the person signed in again. */
  resume(): void {
    this.cancelRetry?.();
    this.cancelRetry = undefined;
    if (this.isRunning) {
      this.runsAgain = true;
      return;
    }
    this.isRunning = true;
    void this.deps
      .exclusively(() => this.sendAll())
      .finally(() => {
        this.isRunning = false;
        if (!this.runsAgain) return;
        this.runsAgain = false;
        this.resume();
      });
  }

  /** Sends a refused action once more, with the same key. */
  retry(key: string): void {
    this.change((items) => items.map((item) => (item.key === key ? withoutRefusal(item) : item)));
    this.resume();
  }

  discard(key: string): void {
    this.change((items) => items.filter((item) => item.key !== key));
    this.waiters.delete(key);
  }

  /** Another tab has changed the kept items. */
  reload(): void {
    this.items = this.deps.load();
    this.listeners.forEach((listener) => listener());
  }

  private async sendAll(): Promise<void> {
    this.reload();
    for (;;) {
      const item = this.items.find(({ state }) => state === 'waiting');
      if (item === undefined) return;
      const outcome = await this.deps.send(item);
      if (outcome.kind === 'signed-out') return;
      if (outcome.kind === 'later') {
        this.retryLater(outcome.afterMs);
        return;
      }
      this.retryMs = FIRST_RETRY_MS;
      this.settle(item, outcome);
    }
  }

  private settle(item: OutboxItem, outcome: SendOutcome & { readonly kind: 'done' | 'refused' }): void {
    this.change((items) =>
      outcome.kind === 'done'
        ? items.filter(({ key }) => key !== item.key)
        : items.map((other) =>
            other.key === item.key ? { ...other, state: 'refused' as const, refusal: outcome.reason } : other,
          ),
    );
    this.waiters.get(item.key)?.(outcome);
    this.waiters.delete(item.key);
  }

  private retryLater(afterMs: number | undefined): void {
    const wait = Math.max(afterMs ?? 0, this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, MAX_RETRY_MS);
    this.cancelRetry?.();
    this.cancelRetry = this.deps.schedule(() => this.resume(), wait);
  }

  private change(next: (items: readonly OutboxItem[]) => readonly OutboxItem[]): void {
    // Another tab may have added something since.
    this.items = next(this.deps.load());
    this.deps.save(this.items);
    this.listeners.forEach((listener) => listener());
  }
}

function withoutRefusal({ refusal: _, ...item }: OutboxItem): OutboxItem {
  return { ...item, state: 'waiting' };
}
