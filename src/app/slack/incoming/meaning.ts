import type { SlackRequest, SlackRequestKind } from '../../../domain/slack/inbox.js';
import {
  channelEventSchema,
  commandSchema,
  envelopeSchema,
  interactionSchema,
  messageEventSchema,
  messageSchema,
  reactionSchema,
  type InteractionPayload,
  type SlackFile,
} from './payloads.js';
import { formAnswers, FORM, type FormAnswers } from '../form.js';

/** A message of a person. */
export interface Said {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly userId: string;
  readonly text: string;
  readonly files: readonly SlackFile[];
}

export const BUTTONS = ['accept', 'resolve', 'reopen', 'rate'] as const;
export type Button = (typeof BUTTONS)[number];

/** What a request of Slack asks for. */
export type Meaning =
  | ({ readonly kind: 'message'; readonly isDirect: boolean; readonly isMention: boolean } & Said)
  | ({ readonly kind: 'edited' } & Said)
  | { readonly kind: 'deleted'; readonly channelId: string; readonly ts: string }
  | {
      readonly kind: 'reaction';
      readonly channelId: string;
      readonly ts: string;
      readonly userId: string;
      readonly emoji: string;
    }
  | { readonly kind: 'shortcut'; readonly userId: string; readonly message: Said }
  | { readonly kind: 'form'; readonly userId: string; readonly viewId: string; readonly answers: FormAnswers }
  | {
      readonly kind: 'button';
      readonly userId: string;
      readonly channelId: string;
      readonly threadTs: string | null;
      readonly button: Button;
      readonly ticket: string;
      readonly score: number | null;
    }
  | {
      readonly kind: 'command';
      readonly userId: string;
      readonly channelId: string;
      readonly command: string;
      readonly text: string;
    }
  | {
      readonly kind: 'channel';
      readonly channelId: string;
      readonly change: 'archived' | 'removed' | 'active';
      readonly userId: string | null;
    }
  | { readonly kind: 'uninstalled' }
  | { readonly kind: 'ignored'; readonly reason: string };

/** Subtypes of messages that people write. Others are notices of Slack. */
const WRITTEN = [undefined, 'file_share', 'thread_broadcast', 'me_message'];

export function meaningOf({ kind, body }: Pick<SlackRequest, 'kind' | 'body'>): Meaning {
  switch (kind) {
    case 'event':
      return meaningOfEvent(envelopeSchema.parse(body).event);
    case 'interaction':
      return meaningOfInteraction(interactionSchema.parse(body));
    case 'command': {
      const { command, text, user_id: userId, channel_id: channelId } = commandSchema.parse(body);
      return { kind: 'command', userId, channelId, command, text };
    }
  }
}

function meaningOfEvent(event: { readonly type: string }): Meaning {
  if (event.type === 'message' || event.type === 'app_mention') return meaningOfMessage(event);
  if (event.type === 'app_uninstalled' || event.type === 'tokens_revoked') return { kind: 'uninstalled' };
  const reaction = reactionSchema.safeParse(event);
  if (reaction.success) {
    const { user: userId, reaction: emoji, item } = reaction.data;
    return { kind: 'reaction', channelId: item.channel, ts: item.ts, userId, emoji };
  }
  const channel = channelEventSchema.safeParse(event);
  if (!channel.success) return { kind: 'ignored', reason: 'other_event' };
  const { type, channel: channelId, user = null } = channel.data;
  const change =
    type.endsWith('unarchive') || type === 'member_joined_channel'
      ? 'active'
      : type.endsWith('_archive')
        ? 'archived'
        : 'removed';
  return { kind: 'channel', channelId, change, userId: type === 'member_joined_channel' ? user : null };
}

function meaningOfMessage(given: object): Meaning {
  const event = messageEventSchema.parse({ ts: tsOf(given), ...given });
  const { channel: channelId, subtype, message, previous_message: before } = event;
  if (subtype === 'message_deleted') {
    const ts = event.deleted_ts ?? before?.ts;
    return ts === undefined ? { kind: 'ignored', reason: 'no_message' } : { kind: 'deleted', channelId, ts };
  }
  if (subtype === 'message_changed') {
    if (message?.ts === undefined || message.user === undefined || message.bot_id !== undefined)
      return { kind: 'ignored', reason: 'bot' };
    if (message.subtype === 'tombstone') return { kind: 'deleted', channelId, ts: message.ts };
    // Slack also reports that it shows a preview of a link.
    if (before !== undefined && before.text === message.text) return { kind: 'ignored', reason: 'unchanged' };
    return { kind: 'edited', ...said(channelId, { ...message, ts: message.ts, user: message.user }) };
  }
  if (event.bot_id !== undefined || event.user === undefined) return { kind: 'ignored', reason: 'bot' };
  if (!WRITTEN.includes(subtype)) return { kind: 'ignored', reason: 'notice' };
  return {
    kind: 'message',
    isDirect: event.channel_type === 'im',
    isMention: event.type === 'app_mention',
    ...said(channelId, { ...event, user: event.user }),
  };
}

/** Of a change, Slack names the time in the message that changed. */
function tsOf(event: object): string | undefined {
  if (!('message' in event) || typeof event.message !== 'object' || event.message === null) return undefined;
  const { ts } = event.message as { readonly ts?: unknown };
  return typeof ts === 'string' ? ts : undefined;
}

function said(
  channelId: string,
  message: {
    readonly ts: string;
    readonly user: string;
    readonly thread_ts?: string | undefined;
    readonly text: string;
    readonly files: readonly SlackFile[];
  },
): Said {
  const { ts, user: userId, thread_ts: threadTs, text, files } = message;
  // The first message of a thread names itself.
  return {
    channelId,
    ts,
    threadTs: threadTs === undefined || threadTs === ts ? null : threadTs,
    userId,
    text,
    files,
  };
}

/** A message as the API returns it; null for one of a bot. */
export function saidIn(channelId: string, given: unknown): Said | null {
  const message = messageSchema.parse(given);
  if (message.user === undefined || message.bot_id !== undefined) return null;
  return said(channelId, { ...message, user: message.user });
}

function meaningOfInteraction(given: InteractionPayload): Meaning {
  const { type, user, channel, message, container, callback_id: callback, actions, view } = given;
  if (type === 'view_submission' && view?.callback_id === FORM.callback) {
    return { kind: 'form', userId: user.id, viewId: view.id, answers: formAnswers(view) };
  }
  if (
    type === 'message_action' &&
    callback === FORM.callback &&
    channel !== undefined &&
    message !== undefined
  ) {
    const of = saidIn(channel.id, message);
    return of === null
      ? { kind: 'ignored', reason: 'bot' }
      : { kind: 'shortcut', userId: user.id, message: of };
  }
  if (type !== 'block_actions' || channel === undefined)
    return { kind: 'ignored', reason: 'other_interaction' };
  const [action] = actions ?? [];
  const [prefix, name, score] = (action?.action_id ?? '').split('.');
  const button = BUTTONS.find((each) => each === name);
  if (prefix !== 'holdfast' || button === undefined || action?.value === undefined)
    return { kind: 'ignored', reason: 'other_action' };
  return {
    kind: 'button',
    userId: user.id,
    channelId: channel.id,
    threadTs: container?.thread_ts ?? message?.thread_ts ?? container?.message_ts ?? null,
    button,
    ticket: action.value,
    score: score === undefined ? null : Number(score),
  };
}

/** True for an event that never does anything, such as our own messages. It is not stored. */
export function isNoise(kind: SlackRequestKind, body: unknown): boolean {
  if (kind !== 'event') return false;
  try {
    return meaningOf({ kind, body }).kind === 'ignored';
  } catch {
    return false;
  }
}

/** Requests with the same subject are processed in order: those about one thread. */
export function subjectOf(kind: SlackRequestKind, body: unknown, workspaceId: string, key: string): string {
  const alone = `${workspaceId}.${key}`;
  if (kind === 'command') return alone;
  try {
    const meaning = meaningOf({ kind, body });
    if ('ts' in meaning) {
      const root = 'threadTs' in meaning ? (meaning.threadTs ?? meaning.ts) : rootOfDeleted(body, meaning.ts);
      return `${workspaceId}.${meaning.channelId}.${root}`;
    }
    if (meaning.kind === 'shortcut') {
      const { channelId, ts, threadTs } = meaning.message;
      return `${workspaceId}.${channelId}.${threadTs ?? ts}`;
    }
    if (meaning.kind === 'button') return `${workspaceId}.${meaning.ticket}`;
    if (meaning.kind === 'channel') return `${workspaceId}.${meaning.channelId}`;
  } catch {
    // What cannot be read is stored too, and fails where an administrator sees it.
  }
  return alone;
}

/** Of a deleted answer, its thread: the deletion must come after what it deletes. */
function rootOfDeleted(body: unknown, ts: string): string {
  const event = messageEventSchema.safeParse({ ts, ...envelopeSchema.parse(body).event });
  return event.data?.previous_message?.thread_ts ?? event.data?.message?.thread_ts ?? ts;
}
