import { readMessage, type LiveMessage, type Subscription } from './protocol.js';

/** The part of a `WebSocket` that is used. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((message: { readonly data: unknown }) => void) | null;
  onclose: ((end: { readonly code: number }) => void) | null;
}

export type LiveState = 'off' | 'connecting' | 'live' | 'waiting' | 'signed-out';

export interface LiveDeps {
  /** Takes a token for one connection. Rejects if the server does not answer. */
  readonly takeToken: () => Promise<string>;
  readonly connect: (token: string) => LiveSocket;
  readonly schedule: (run: () => void, afterMs: number) => () => void;
  /** From 0 to 1, so that not all clients return at once. */
  readonly random: () => number;
  readonly onMessage: (message: LiveMessage) => void;
  readonly onState: (state: LiveState) => void;
  /** The connection works again after it was away. */
  readonly onReturn: () => void;
}

const FIRST_WAIT_MS = 500;
/** With the random part at most 2.4 s: a tab shows what it missed within 3 s of the return of the server. */
const MAX_WAIT_MS = 1_600;

/** Event ids to remember: more than a server sends again after a reconnect. */
const MAX_SEEN = 5_000;

const SIGNED_OUT = 4401;

/** One socket that returns by itself, resumes after the last event, and drops events that it has seen. */
export class LiveConnection {
  private socket: LiveSocket | undefined;
  private state: LiveState = 'off';
  private lastEvent: string | undefined;
  private readonly seen = new Set<string>();
  private waitMs = FIRST_WAIT_MS;
  private serverWaitMs: number | null | undefined;
  private cancel: (() => void) | undefined;
  private wasLive = false;
  /** Nothing says where to resume, so everything is read again once changes arrive. */
  private isResyncDue = false;
  /** Counts starts, so that a late token of an earlier one opens nothing. */
  private generation = 0;

  /** A socket for notifications needs no subscription: null. */
  constructor(
    private readonly deps: LiveDeps,
    private subscription: Subscription | null,
  ) {}

  start(): void {
    if (this.state === 'off' || this.state === 'signed-out') void this.open();
  }

  /** Follows something else from now on. */
  follow(subscription: Subscription): void {
    this.subscription = subscription;
    if (this.state === 'live') this.sendSubscription();
  }

  /** Connects at once: the network is back. */
  hurry(): void {
    if (this.state === 'waiting') void this.open();
  }

  stop(): void {
    this.generation += 1;
    this.cancel?.();
    this.dropSocket();
    this.become('off');
  }

  private async open(): Promise<void> {
    this.cancel?.();
    this.generation += 1;
    const { generation } = this;
    this.serverWaitMs = undefined;
    this.become('connecting');
    try {
      const token = await this.deps.takeToken();
      if (generation === this.generation) this.listen(this.deps.connect(token));
    } catch (error) {
      if (generation === this.generation) this.wait(retryAfterMs(error));
    }
  }

  private listen(socket: LiveSocket): void {
    this.dropSocket();
    this.socket = socket;
    socket.onopen = () => {
      this.waitMs = FIRST_WAIT_MS;
      this.become('live');
      this.isResyncDue = this.wasLive && this.lastEvent === undefined;
      this.sendSubscription();
      if (this.wasLive) this.deps.onReturn();
      this.wasLive = true;
    };
    socket.onmessage = ({ data }) => {
      const message = typeof data === 'string' ? readMessage(data) : null;
      if (message !== null) this.take(message);
    };
    socket.onclose = ({ code }) => {
      this.socket = undefined;
      if (code === SIGNED_OUT || this.serverWaitMs === null) this.become('signed-out');
      else this.wait();
    };
  }

  private take(message: LiveMessage): void {
    if (message.type === 'closing') this.serverWaitMs = message.reconnect_after_ms;
    if (message.type === 'event') {
      if (this.seen.has(message.id)) return;
      this.remember(message.id);
    }
    this.deps.onMessage(message);
    if (message.type !== 'subscribed' || !this.isResyncDue) return;
    this.isResyncDue = false;
    this.deps.onMessage({ type: 'resync' });
  }

  private remember(id: string): void {
    this.lastEvent = id;
    this.seen.add(id);
    const [oldest] = this.seen;
    if (this.seen.size > MAX_SEEN && oldest !== undefined) this.seen.delete(oldest);
  }

  private sendSubscription(): void {
    if (this.subscription === null) return;
    const after = this.lastEvent === undefined ? {} : { after: this.lastEvent };
    this.socket?.send(JSON.stringify({ type: 'subscribe', ...this.subscription, ...after }));
  }

  private wait(atLeastMs = 0): void {
    this.become('waiting');
    const ownWait = this.waitMs * (0.5 + this.deps.random());
    this.waitMs = Math.min(this.waitMs * 2, MAX_WAIT_MS);
    this.cancel = this.deps.schedule(
      () => void this.open(),
      this.serverWaitMs ?? Math.max(atLeastMs, ownWait),
    );
  }

  private dropSocket(): void {
    if (this.socket === undefined) return;
    this.socket.onclose = null;
    this.socket.onmessage = null;
    this.socket.close();
    this.socket = undefined;
  }

  private become(state: LiveState): void {
    this.state = state;
    this.deps.onState(state);
  }
}

/** How long the server asked to wait when it refused. */
function retryAfterMs(error: unknown): number {
  const known = typeof error === 'object' && error !== null && 'retryAfterMs' in error;
  return known && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : 0;
}
