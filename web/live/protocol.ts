/** Messages of the live socket: docs/use/live.md. */
export interface LiveEvent {
  readonly type: 'event';
  readonly id: string;
  readonly ticket: string;
  readonly number: string;
  readonly ticket_version: number;
  readonly at: string;
  readonly actor: { readonly id?: string; readonly name: string };
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface LivePresence {
  readonly type: 'presence';
  readonly ticket: string;
  readonly number: string;
  readonly people: readonly {
    readonly person: { readonly id: string; readonly name: string };
    readonly state: 'viewing' | 'typing';
    readonly is_internal: boolean;
    readonly expires_at: string;
  }[];
}

export interface LiveGone {
  readonly type: 'gone';
  readonly ticket: string;
  readonly number: string;
}

export interface LiveNotification {
  readonly type: 'notification';
  readonly unread_count: number;
}

export type LiveMessage =
  | LiveEvent
  | LivePresence
  | LiveGone
  | LiveNotification
  | { readonly type: 'resync' }
  | { readonly type: 'subscribed'; readonly unknown_tickets: readonly string[] }
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  | { readonly type: 'closing'; readonly reason: string; readonly reconnect_after_ms: number | null };

/** What a connection follows: everything that the person can read, or a part of it. */
export interface Subscription {
  readonly tickets?: readonly string[];
  readonly view?: string;
  readonly queue?: string;
}

/** Reads a message; null for one that this version of the console does not know. */
export function readMessage(text: string): LiveMessage | null {
  const message: unknown = JSON.parse(text);
  return typeof message === 'object' && message !== null && 'type' in message && isKnown(message.type)
    ? (message as LiveMessage)
    : null;
}

const KNOWN = new Set<unknown>([
  'event',
  'presence',
  'gone',
  'notification',
  'resync',
  'subscribed',
  'error',
  'closing',
]);

function isKnown(type: unknown): boolean {
  return KNOWN.has(type);
}
