import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/* Slack over HTTP, as far as Holdfast uses it: arguments form-encoded with JSON in strings, answers with `ok`, one post a
 * second and channel, tokens, archived channels, files. Written from docs.slack.dev. The official SDK speaks to it unchanged. */

export interface SlackStandInMessage {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly user: string;
  text: string;
  blocks: any[];
  readonly metadata: any;
  readonly files: readonly string[];
}

export interface SlackStandInChannel {
  readonly name: string;
  isArchived: boolean;
  isMember: boolean;
  readonly messages: SlackStandInMessage[];
}

interface Person {
  readonly email?: string;
  readonly name: string;
  readonly isBot?: boolean;
  readonly isGuest?: boolean;
  readonly teamId?: string;
}

/** What a call is answered with: JSON, or a status with headers. */
type Answer = { readonly ok: boolean } & Record<string, unknown>;
class Refused extends Error {}

const SECRET = 'a-signing-secret-of-tests';
/** Slack's own limit is one second. Tests that do not measure it wait less. */
const DEFAULT_INTERVAL_MS = 1_000;

export interface SlackStandIn {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly botUserId: string;
  /** Calls so far, by method. */
  readonly calls: readonly {
    readonly method: string;
    readonly body: Record<string, any>;
    readonly at: number;
  }[];
  readonly whispers: readonly { readonly channel: string; readonly user: string; readonly text: string }[];
  readonly uploads: readonly {
    readonly channel: string;
    readonly threadTs: string;
    readonly name: string;
    readonly bytes: Buffer;
  }[];
  readonly views: readonly any[];
  /** Posts that came too early, and were refused. */
  readonly tooEarly: number;
  channel(id: string, name?: string): SlackStandInChannel;
  person(id: string, person: Person): void;
  file(path: string, content: Buffer): string;
  /** A message of a person, as they write it. Returns its time. */
  say(channel: string, user: string, text: string, threadTs?: string): string;
  nextTs(): string;
  /** Makes all calls fail from now on: `away` closes the connection; null ends it. */
  fail(mode: 'away' | 'revoked' | { readonly retryAfter: number } | null): void;
  pace(intervalMs: number): void;
  close(): Promise<void>;
}

export async function startSlackStandIn(): Promise<SlackStandIn> {
  const channels = new Map<string, SlackStandInChannel>();
  const people = new Map<string, Person>();
  const files = new Map<string, Buffer>();
  const pending = new Map<string, { name: string; bytes: Buffer }>();
  const lastPost = new Map<string, number>();
  const calls: { method: string; body: Record<string, any>; at: number }[] = [];
  const whispers: { channel: string; user: string; text: string }[] = [];
  const uploads: { channel: string; threadTs: string; name: string; bytes: Buffer }[] = [];
  const views: any[] = [];
  const botToken = `xoxb-${randomBytes(8).toString('hex')}`;
  const [teamId, botUserId] = ['T0HELP', 'U0BOT'];
  let failure: Parameters<SlackStandIn['fail']>[0] = null;
  let intervalMs = DEFAULT_INTERVAL_MS;
  let tooEarly = 0;
  let sequence = 0;
  let origin = '';

  const nextTs = () => `${Math.floor(Date.now() / 1_000)}.${String((sequence += 1)).padStart(6, '0')}`;
  const channel = (id: string, name = id.toLowerCase()): SlackStandInChannel => {
    const known = channels.get(id) ?? { name, isArchived: false, isMember: true, messages: [] };
    channels.set(id, known);
    return known;
  };
  const open = (id: string): SlackStandInChannel => {
    const found = channels.get(id);
    if (found === undefined) throw new Refused('channel_not_found');
    if (found.isArchived) throw new Refused('is_archived');
    if (!found.isMember) throw new Refused('not_in_channel');
    return found;
  };
  const messageIn = (id: string, ts: string, code: string): SlackStandInMessage => {
    const found = open(id).messages.find((each) => each.ts === ts);
    if (found === undefined) throw new Refused(code);
    return found;
  };
  const shown = (message: SlackStandInMessage, withMetadata: boolean) => ({
    ...{ type: 'message', ts: message.ts, text: message.text, user: message.user },
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.user === botUserId ? { bot_id: 'B0BOT' } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    files: message.files.map((url) => ({
      id: `F${url.length}`,
      name: url.split('/').at(-1),
      size: 1,
      url_private: url,
    })),
  });

  function post({
    channel: id,
    thread_ts: threadTs,
    text = '',
    blocks = [],
    metadata,
  }: Record<string, any>): Answer {
    const found = open(id);
    if (threadTs !== undefined && !found.messages.some(({ ts }) => ts === threadTs))
      throw new Refused('thread_not_found');
    if (lengthOf(blocks) > 13_200) throw new Refused('msg_blocks_too_long');
    if (blocks.some((each: any) => (each.text?.text ?? '').length > 3_000))
      throw new Refused('invalid_blocks');
    const ts = nextTs();
    found.messages.push({
      ts,
      threadTs: threadTs ?? null,
      user: botUserId,
      text,
      blocks,
      metadata,
      files: [],
    });
    return { ok: true, ts, channel: id };
  }

  const methods: Record<string, (body: Record<string, any>) => Answer> = {
    'auth.test': () => ({ ok: true, team_id: teamId, team: 'Help Inc', user_id: botUserId, bot_id: 'B0BOT' }),
    'users.info': ({ user }) => {
      const found = people.get(user);
      if (found === undefined) throw new Refused('user_not_found');
      const { email, name, isBot = false, isGuest = false, teamId: team = teamId } = found;
      const profile = { real_name: name, ...(email === undefined ? {} : { email }) };
      return {
        ok: true,
        user: { id: user, team_id: team, name, is_bot: isBot, is_restricted: isGuest, profile },
      };
    },
    'conversations.info': ({ channel: id }) => {
      const found = channels.get(id);
      if (found === undefined) throw new Refused('channel_not_found');
      return {
        ok: true,
        channel: { id, name: found.name, is_archived: found.isArchived, is_member: found.isMember },
      };
    },
    'conversations.open': ({ users }) => {
      channel(`D${users}`);
      return { ok: true, channel: { id: `D${users}` } };
    },
    'conversations.history': ({ channel: id, latest, include_all_metadata: all }) => ({
      ok: true,
      messages: open(id)
        .messages.filter(({ ts, threadTs }) => threadTs === null && (latest === undefined || ts === latest))
        .map((each) => shown(each, all === 'true')),
    }),
    'conversations.replies': ({ channel: id, ts: root, latest, include_all_metadata: all }) => {
      messageIn(id, root, 'thread_not_found');
      const answers = open(id).messages.filter(({ ts, threadTs }) => ts === root || threadTs === root);
      return {
        ok: true,
        messages: answers
          .filter(({ ts }) => latest === undefined || ts === latest)
          .map((each) => shown(each, all === 'true')),
      };
    },
    'chat.postMessage': post,
    'chat.postEphemeral': ({ channel: id, user, text }) => {
      open(id);
      whispers.push({ channel: id, user, text });
      return { ok: true, message_ts: nextTs() };
    },
    'chat.update': ({ channel: id, ts, text, blocks }) => {
      Object.assign(messageIn(id, ts, 'message_not_found'), { text, blocks });
      return { ok: true, ts };
    },
    'chat.delete': ({ channel: id, ts }) => {
      messageIn(id, ts, 'message_not_found');
      const { messages } = open(id);
      messages.splice(
        messages.findIndex((each) => each.ts === ts),
        1,
      );
      return { ok: true, ts };
    },
    'views.open': ({ view, trigger_id: trigger }) => {
      if (trigger === 'expired') throw new Refused('expired_trigger_id');
      views.push(view);
      return { ok: true, view };
    },
    'files.getUploadURLExternal': ({ filename }) => {
      const id = `F${(sequence += 1)}`;
      pending.set(id, { name: filename, bytes: Buffer.alloc(0) });
      return { ok: true, file_id: id, upload_url: `${origin}/upload/${id}` };
    },
    'files.completeUploadExternal': ({ files: done, channel_id: id, thread_ts: threadTs }) => {
      for (const { id: fileId } of done) uploads.push({ channel: id, threadTs, ...pending.get(fileId)! });
      return { ok: true, files: done };
    },
  };

  const server = createServer((request, response) => void handle(request, response));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const path = request.url ?? '';
    if (failure === 'away') {
      request.socket.destroy();
      return;
    }
    const isAuthorized = request.headers.authorization === `Bearer ${botToken}` && failure !== 'revoked';
    if (path.startsWith('/files/')) {
      const content = isAuthorized ? files.get(path) : undefined;
      if (content === undefined) response.writeHead(404).end();
      else response.end(content);
      return;
    }
    if (path.startsWith('/upload/')) {
      pending.get(path.slice('/upload/'.length))!.bytes = raw;
      response.end('OK');
      return;
    }
    const method = path.replace('/api/', '');
    const body = argumentsIn(raw.toString());
    calls.push({ method, body, at: Date.now() });
    const json = (answer: Answer, status = 200, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(answer));
    };
    if (typeof failure === 'object' && failure !== null) {
      json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(failure.retryAfter) });
      return;
    }
    if (!isAuthorized) {
      json({ ok: false, error: failure === 'revoked' ? 'token_revoked' : 'invalid_auth' });
      return;
    }
    if (method === 'chat.postMessage') {
      const now = Date.now();
      if (now - (lastPost.get(body['channel']) ?? 0) < intervalMs) {
        tooEarly += 1;
        json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': '1' });
        return;
      }
      lastPost.set(body['channel'], now);
    }
    try {
      json(methods[method]?.(body) ?? { ok: false, error: 'unknown_method' });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      json({ ok: false, error: error.message });
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${origin}/api/`,
    ...{ botToken, signingSecret: SECRET, teamId, botUserId, calls, whispers, uploads, views },
    get tooEarly() {
      return tooEarly;
    },
    channel,
    person: (id, person) => void people.set(id, person),
    file: (path, content) => {
      files.set(`/files/${path}`, content);
      return `${origin}/files/${path}`;
    },
    say: (id, user, text, threadTs) => {
      const ts = nextTs();
      channel(id).messages.push({
        ts,
        threadTs: threadTs ?? null,
        user,
        text,
        blocks: [],
        metadata: null,
        files: [],
      });
      return ts;
    },
    nextTs,
    fail: (mode) => void (failure = mode),
    pace: (ms) => void (intervalMs = ms),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Slack counts the texts of all blocks. */
function lengthOf(blocks: readonly any[]): number {
  const texts: unknown[] = blocks.flatMap(({ text, fields = [], elements = [] }) =>
    [text, ...fields, ...elements].map((each) =>
      typeof each?.text === 'string' ? each.text : each?.text?.text,
    ),
  );
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}

/** As the SDK sends them: structures are JSON in strings. */
function argumentsIn(text: string): Record<string, any> {
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [
      name,
      /^[[{]/u.test(value) ? JSON.parse(value) : value,
    ]),
  );
}

/** The headers of a signed request, by now or another time. */
export function signed(secret: string, body: string, at = new Date()): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${mac}` };
}
