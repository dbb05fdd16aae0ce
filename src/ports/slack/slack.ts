/**
 * Why a call of Slack failed. `away`: no answer. `limited`: too many calls; wait. `token`: the workspace no longer accepts
 * the token. `channel`: the channel is archived, deleted, or without the app. `gone`: the message is no longer there.
 * `refused`: Slack refuses this call, also when it is repeated.
 */
export type SlackFaultKind = 'away' | 'limited' | 'token' | 'channel' | 'gone' | 'refused';

/** A call of Slack that failed. `code` is Slack's own word, and contains no text of people. */
export class SlackError extends Error {
  override readonly name = 'SlackError';

  constructor(
    readonly kind: SlackFaultKind,
    readonly code: string,
    /** How long Slack asks to wait. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`Slack: ${code}`);
  }
}

/** A block of Block Kit, as Slack's documentation defines it. */
export type SlackBlock = Readonly<Record<string, unknown>>;

export interface SlackPost {
  readonly channelId: string;
  /** The first message of the thread; null for a message of its own. */
  readonly threadTs: string | null;
  /** For notifications, and for clients that show no blocks. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  /** Identifies the message among those of its thread. Stored with it, invisible to readers. */
  readonly effect: string;
  /** True to show an answer of a thread in the channel as well. */
  readonly isBroadcast?: boolean;
}

/** A person as Slack knows them. */
export interface SlackPerson {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  /** Null if the app may not see it, or it is not confirmed. */
  readonly email: string | null;
  readonly isBot: boolean;
  /** True for a guest, or a person of another workspace: nobody vouches for their address. */
  readonly isForeign: boolean;
}

/** One workspace. Every method @throws SlackError */
export interface SlackClient {
  /** The workspace of the token, and the app's user there. */
  identify(): Promise<{ readonly teamId: string; readonly name: string; readonly botUserId: string }>;
  person(userId: string): Promise<SlackPerson>;
  /** @throws SlackError `channel` for a channel that is archived, or where the app is no member. */
  channelName(channelId: string): Promise<string>;
  /** Returns the time of the message, which identifies it in its channel. */
  post(message: SlackPost): Promise<string>;
  /** Returns our message with this effect; null for none. */
  findPosted(message: Pick<SlackPost, 'channelId' | 'threadTs' | 'effect'>): Promise<string | null>;
  /** Returns a message of a channel or a thread, as Slack has it. @throws SlackError `gone` */
  message(channelId: string, ts: string): Promise<unknown>;
  update(channelId: string, ts: string, content: Pick<SlackPost, 'text' | 'blocks'>): Promise<void>;
  remove(channelId: string, ts: string): Promise<void>;
  /** Shows a text to one person only. Nothing is stored. */
  whisper(
    place: { readonly channelId: string; readonly threadTs: string | null },
    userId: string,
    text: string,
  ): Promise<void>;
  /** Returns the channel of direct messages with a person. */
  directChannel(userId: string): Promise<string>;
  openForm(triggerId: string, view: SlackBlock): Promise<void>;
  permalink(channelId: string, ts: string): Promise<string>;
  upload(
    place: { readonly channelId: string; readonly threadTs: string },
    file: { readonly name: string; readonly content: Uint8Array },
  ): Promise<void>;
  /** Reads a file of a person, part by part. Never sends the token to a server that is not Slack's. */
  download(url: string, maxBytes: number): Promise<AsyncIterable<Uint8Array>>;
}

/** Opens clients, and checks what claims to be from Slack. */
export interface SlackConnector {
  client(token: string): SlackClient;
  /** True if the request was signed with the secret within the last five minutes. */
  isSigned(
    secret: string,
    request: { readonly timestamp: string; readonly signature: string; readonly body: Uint8Array },
    now: Date,
  ): boolean;
  /** Hexadecimal SHA-256. */
  digest(text: string): string;
}

/** `SLACK_BOT_TOKEN` and `SLACK_SIGNING_SECRET`. */
export interface SlackEnvironment {
  readonly botToken: string | undefined;
  readonly signingSecret: string | undefined;
}
