import type { WebSocket } from 'ws';
import type { CloseReason, LiveConnection, LiveMessage, LiveSink } from '../../app/live/live-connection.js';
import type { SignedIn } from '../../app/accounts/authenticate.js';
import { DomainError } from '../../domain/errors.js';
import type { ApiDeps } from '../deps.js';
import { closingOf } from './closing.js';
import { MAX_UNREAD_BYTES } from './event-stream.js';
import { frameOf } from './presenter.js';
import { subscribeFilesSchema, subscribeSchema } from './schema.js';

const HEARTBEAT_MS = 30_000;
/** Messages of a client in one heartbeat. A client subscribes once, and again when its user opens another list. */
const MAX_MESSAGES = 60;
/** RFC 6455: the client violates the policy. */
const POLICY_VIOLATION = 1008;

/** What a socket is for. Its path says so. */
export const LIVE_CHANNELS = ['tickets', 'notifications', 'files'] as const;
export type LiveChannel = (typeof LIVE_CHANNELS)[number];

/** What a client may send at each path; null for nothing. */
const EXPECTED: Readonly<Record<LiveChannel, string | null>> = {
  tickets: 'Send {"type": "subscribe", "tickets"?, "view"?, "queue"?, "after"?}.',
  notifications: null,
  files: 'Send {"type": "subscribe", "files"?}.',
};

/** One socket of a client, from its opening to its end. */
export class LiveSocket implements LiveSink {
  private connection: LiveConnection | null = null;
  private isAlive = true;
  private isOver = false;
  private messages = 0;
  private following: Promise<void> = Promise.resolve();
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(
    private readonly deps: Pick<ApiDeps, 'live' | 'logger' | 'metrics'>,
    private readonly socket: WebSocket,
    private readonly channel: LiveChannel,
  ) {
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    socket.on('pong', () => (this.isAlive = true));
    socket.on('message', (data: Buffer, isBinary: boolean) =>
      this.receive(isBinary ? null : data.toString()),
    );
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.end());
  }

  static open(
    deps: Pick<ApiDeps, 'live' | 'logger' | 'metrics'>,
    actor: SignedIn,
    webSocket: WebSocket,
    channel: LiveChannel,
  ): void {
    const socket = new LiveSocket(deps, webSocket, channel);
    // Clients send at once. What they send waits until the connection is there.
    socket.following = socket.join(actor);
  }

  private async join(actor: SignedIn): Promise<void> {
    const { live, logger } = this.deps;
    try {
      const connection = await live.open(actor, this);
      if (this.isOver) live.close(connection);
      else this.connection = connection;
      if (this.channel === 'notifications') {
        connection.wantsNotifications = true;
        this.send({ type: 'subscribed', unknown: [] });
      }
    } catch (error) {
      if (!(error instanceof DomainError)) logger.error({ err: error }, 'live socket could not be opened');
      this.close('unavailable');
    }
  }

  send(message: LiveMessage): void {
    if (this.isOver) return;
    this.socket.send(frameOf(message));
    if (this.socket.bufferedAmount > MAX_UNREAD_BYTES) this.close('too_slow');
  }

  close(reason: CloseReason): void {
    if (this.isOver) return;
    const { code, frame } = closingOf(reason);
    this.deps.metrics.liveClosed(reason);
    // What a slow reader has not read would wait in memory, and the closing with it.
    if (reason === 'too_slow') this.socket.terminate();
    else {
      this.socket.send(frame);
      this.socket.close(code, reason);
    }
    this.end();
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.heartbeat);
    if (this.connection !== null) this.deps.live.close(this.connection);
  }

  private beat(): void {
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    this.messages = 0;
    this.socket.ping();
  }

  private receive(text: string | null): void {
    this.messages += 1;
    if (this.messages > MAX_MESSAGES) this.socket.close(POLICY_VIOLATION, 'too many messages');
    else this.following = this.following.then(() => this.answer(text));
  }

  private async answer(text: string | null): Promise<void> {
    const { connection } = this;
    if (this.isOver || connection === null || EXPECTED[this.channel] === null) return;
    try {
      await this.follow(connection, text === null ? null : JSON.parse(text));
    } catch (error) {
      this.refuse(error);
    }
  }

  private async follow(connection: LiveConnection, message: unknown): Promise<void> {
    const { live } = this.deps;
    if (this.channel === 'files') {
      await live.followFiles(connection, subscribeFilesSchema.parse(message).files);
      return;
    }
    const { type: _, after, ...choice } = subscribeSchema.parse(message);
    await live.follow(connection, choice, after);
  }

  private refuse(error: unknown): void {
    const { code, message } =
      error instanceof DomainError
        ? error
        : {
            code: 'invalid_input',
            message: EXPECTED[this.channel] ?? '',
          };
    if (!this.isOver) this.socket.send(JSON.stringify({ type: 'error', code, message }));
  }
}
