import { WebClient, type WebAPICallResult } from '@slack/web-api';
import { z } from 'zod';
import {
  SlackError,
  type SlackBlock,
  type SlackClient,
  type SlackPerson,
  type SlackPost,
} from '../../ports/slack/slack.js';
import { downloadFrom } from './download.js';
import { toSlackError } from './faults.js';

/** One call. A retry is the caller's, who stores that it waits. */
const TIMEOUT_MS = 10_000;
/** Messages of a thread that are searched for one of ours. Slack returns the oldest first. */
const MAX_SEARCHED = 1_000;
const PAGE = 200;
/** The type of the metadata of our messages. */
const EFFECT_EVENT = 'holdfast_effect';

/** The SDK logs arguments, which contain text of people. */
const SILENT = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
  ...{ setLevel: nothing, setName: nothing, getLevel: () => 'error' },
};

const identity = z.object({ team_id: z.string(), team: z.string(), user_id: z.string() });
const posted = z.object({ ts: z.string() });
const found = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_payload: z.object({ effect: z.string().optional() }) }).optional(),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const user = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().default(''),
    name: z.string().default(''),
    is_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    is_email_confirmed: z.boolean().default(true),
    profile: z
      .object({
        email: z.string().optional(),
        real_name: z.string().optional(),
        display_name: z.string().optional(),
      })
      .default({}),
  }),
});

/** A workspace over the official SDK, without its own retries. */
export class WebApiClient implements SlackClient {
  private readonly web: WebClient;

  constructor(
    private readonly token: string,
    private readonly apiUrl: string,
  ) {
    this.web = new WebClient(token, {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: TIMEOUT_MS,
      allowAbsoluteUrls: false,
      logger: SILENT as never,
    });
  }

  async identify() {
    const { team_id: teamId, team: name, user_id: botUserId } = await this.call('auth.test', {}, identity);
    return { teamId, name, botUserId };
  }

  async person(userId: string): Promise<SlackPerson> {
    const { user: found } = await this.call('users.info', { user: userId }, user);
    const { profile } = found;
    return {
      id: found.id,
      teamId: found.team_id,
      name: profile.real_name || profile.display_name || found.name,
      email: found.is_email_confirmed ? (profile.email ?? null) : null,
      isBot: found.is_bot,
      isForeign: found.is_stranger || found.is_restricted || found.is_ultra_restricted,
    };
  }

  async channelName(channelId: string): Promise<string> {
    const schema = z.object({
      channel: z.object({
        name: z.string().default(''),
        is_archived: z.boolean().default(false),
        is_member: z.boolean().default(true),
      }),
    });
    const { channel } = await this.call('conversations.info', { channel: channelId }, schema);
    if (channel.is_archived) throw new SlackError('channel', 'is_archived');
    if (!channel.is_member) throw new SlackError('channel', 'not_in_channel');
    return channel.name;
  }

  async post({ channelId, threadTs, text, blocks, effect, isBroadcast }: SlackPost): Promise<string> {
    const { ts } = await this.call(
      'chat.postMessage',
      {
        channel: channelId,
        ...(threadTs === null ? {} : { thread_ts: threadTs, reply_broadcast: isBroadcast === true }),
        ...{ text, blocks, unfurl_links: false, unfurl_media: false },
        metadata: { event_type: EFFECT_EVENT, event_payload: { effect } },
      },
      posted,
    );
    return ts;
  }

  async findPosted({ channelId, threadTs, effect }: Parameters<SlackClient['findPosted']>[0]) {
    const [method, place] =
      threadTs === null
        ? ['conversations.history', { channel: channelId }]
        : ['conversations.replies', { channel: channelId, ts: threadTs }];
    let cursor: string | undefined;
    for (let searched = 0; searched < MAX_SEARCHED; searched += PAGE) {
      const page = await this.call(
        method,
        { ...(place as object), include_all_metadata: true, limit: PAGE, ...(cursor ? { cursor } : {}) },
        found,
      );
      const ours = page.messages.find(({ metadata }) => metadata?.event_payload.effect === effect);
      if (ours !== undefined) return ours.ts;
      cursor = page.response_metadata?.next_cursor;
      // A message of its own was posted moments ago.
      if (!cursor || threadTs === null) return null;
    }
    return null;
  }

  async message(channelId: string, ts: string): Promise<unknown> {
    const schema = z.object({ messages: z.array(z.looseObject({ ts: z.string() })).default([]) });
    const window = { latest: ts, oldest: ts, inclusive: true, limit: 1 };
    const history = await this.call('conversations.history', { channel: channelId, ...window }, schema);
    const isThis = (each: { readonly ts: string }) => each.ts === ts;
    // The history has no answers of threads. Those are found by their own time.
    const message =
      history.messages.find(isThis) ??
      (await this.call('conversations.replies', { channel: channelId, ts, limit: 1 }, schema)).messages.find(
        isThis,
      );
    if (message === undefined) throw new SlackError('gone', 'message_not_found');
    return message;
  }

  async update(channelId: string, ts: string, { text, blocks }: Pick<SlackPost, 'text' | 'blocks'>) {
    await this.call('chat.update', { channel: channelId, ts, text, blocks });
  }

  async remove(channelId: string, ts: string): Promise<void> {
    await this.call('chat.delete', { channel: channelId, ts });
  }

  async whisper(
    { channelId, threadTs }: { readonly channelId: string; readonly threadTs: string | null },
    userId: string,
    text: string,
  ): Promise<void> {
    const thread = threadTs === null ? {} : { thread_ts: threadTs };
    await this.call('chat.postEphemeral', { channel: channelId, user: userId, text, ...thread });
  }

  async directChannel(userId: string): Promise<string> {
    const schema = z.object({ channel: z.object({ id: z.string() }) });
    return (await this.call('conversations.open', { users: userId }, schema)).channel.id;
  }

  async openForm(triggerId: string, view: SlackBlock): Promise<void> {
    await this.call('views.open', { trigger_id: triggerId, view });
  }

  async permalink(channelId: string, ts: string): Promise<string> {
    const schema = z.object({ permalink: z.string() });
    const { permalink } = await this.call(
      'chat.getPermalink',
      { channel: channelId, message_ts: ts },
      schema,
    );
    return permalink;
  }

  async upload(
    { channelId, threadTs }: { readonly channelId: string; readonly threadTs: string },
    { name, content }: { readonly name: string; readonly content: Uint8Array },
  ): Promise<void> {
    try {
      await this.web.filesUploadV2({
        ...{ channel_id: channelId, thread_ts: threadTs },
        ...{ filename: name, file: Buffer.from(content) },
      });
    } catch (error) {
      throw toSlackError(error);
    }
  }

  download(url: string, maxBytes: number): Promise<AsyncIterable<Uint8Array>> {
    return downloadFrom(url, { token: this.token, apiUrl: this.apiUrl, maxBytes });
  }

  private async call(method: string, parameters: object): Promise<WebAPICallResult>;
  private async call<T>(method: string, parameters: object, schema: z.ZodType<T>): Promise<T>;
  private async call(method: string, parameters: object, schema?: z.ZodType): Promise<unknown> {
    let answer: WebAPICallResult;
    try {
      answer = await this.web.apiCall(method, { ...parameters });
    } catch (error) {
      throw toSlackError(error);
    }
    if (schema === undefined) return answer;
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw new SlackError('away', `unexpected_answer_of_${method}`);
    return parsed.data;
  }
}

function nothing(): void {
  // Nothing is logged.
}
