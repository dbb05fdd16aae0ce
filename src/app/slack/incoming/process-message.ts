import type { SlackChannel } from '../../../domain/slack/channel.js';
import { instantOfTs } from '../../../domain/slack/identifiers.js';
import type { SlackOutcome } from '../../../domain/slack/inbox.js';
import { plainOf } from '../../../domain/slack/mrkdwn.js';
import type { SlackThread } from '../../../domain/slack/thread.js';
import { SlackError } from '../../../ports/slack/slack.js';
import type { OpenWorkspace } from '../open-workspace.js';
import { slackTexts } from '../texts/say.js';
import { actOnTicket } from './act.js';
import { commentFromReply } from './in-thread.js';
import { saidIn, type Button, type Meaning, type Said } from './meaning.js';
import { openFromMessage } from './open-ticket.js';
import { knownPerson } from './person.js';
import { actingPerson, channelOf, ignored, outcome, whisper, type IncomingDeps } from './situation.js';

/** After this time, the thread of a message of ours is recorded. */
const SETTLED_MS = 60_000;

/** What a mention of the app asks for in a thread. Slack has no slash commands there. */
const WORDS: Readonly<Record<string, Button | 'status'>> = {
  accept: 'accept',
  resolve: 'resolve',
  resolved: 'resolve',
  reopen: 'reopen',
  status: 'status',
};

/** A message becomes a ticket, a comment, or nothing. */
export async function processMessage(
  deps: IncomingDeps,
  open: OpenWorkspace,
  message: Extract<Meaning, { readonly kind: 'message' }>,
): Promise<SlackOutcome> {
  const { workspace } = open;
  const { channelId, threadTs, isDirect, isMention } = message;
  const [channel, thread] = await Promise.all([
    channelOf(deps, open, channelId),
    threadTs === null ? null : deps.slackThreads.findByRoot(workspace.id, channelId, threadTs),
  ]);
  // In direct messages, Slack reports no mentions.
  if (thread !== null)
    return answer(deps, open, { message, thread, channel, isMention: isMention || isDirect });
  if (isDirect && threadTs !== null) requireSettled(deps, threadTs);
  const mentions = isMention || message.text.includes(`<@${workspace.botUserId}>`);
  if (channel?.purpose === 'queue') return ignored('queue');
  if (channel === null && !isDirect) {
    if (!isMention) return ignored('unknown_channel');
    const person = await knownPerson(deps, message.userId);
    await whisper(deps, open, message, message.userId, slackTexts(person?.language)('refused.channel'));
    return outcome('refused', null, 'unknown_channel');
  }
  const isTrigger =
    isDirect ||
    (mentions && channel?.triggers.includes('mention') === true) ||
    (threadTs === null && channel?.triggers.includes('message') === true);
  if (!isTrigger) return ignored('no_trigger');
  return openBy(deps, open, message, message.userId, channel);
}

/** An answer can be faster than the record that our receipt, which it answers, begins a thread. */
function requireSettled({ clock }: IncomingDeps, threadTs: string): void {
  const ageMs = clock.now().getTime() - instantOfTs(threadTs).getTime();
  if (ageMs < SETTLED_MS) throw new SlackError('limited', 'thread_not_recorded');
}

async function answer(
  deps: IncomingDeps,
  open: OpenWorkspace,
  {
    message,
    thread,
    channel,
    isMention,
  }: {
    readonly message: Said;
    readonly thread: SlackThread;
    readonly channel: SlackChannel | null;
    readonly isMention: boolean;
  },
): Promise<SlackOutcome> {
  const word = wordIn(message.text, open.workspace.botUserId);
  // Slack sends a mention twice: as a message, and as a mention.
  if (word !== null) return isMention ? obey(deps, open, { message, thread, word }) : ignored('mention');
  if (channel !== null && !channel.takesReplies) return ignored('replies_stay_in_slack');
  const place = { channelId: message.channelId, threadTs: message.threadTs };
  const person = await actingPerson(deps, open, message.userId, place);
  if ('kind' in person) return person;
  return commentFromReply(deps, open, { message, thread, ...person });
}

/** The command in a mention of the app; null for any other text. */
function wordIn(text: string, botUserId: string): Button | 'status' | null {
  if (!text.includes(`<@${botUserId}>`)) return null;
  const said = plainOf(text, () => undefined, botUserId)
    .toLowerCase()
    .replace(/^[/!]|[.!]$/gu, '');
  return Object.hasOwn(WORDS, said) ? (WORDS[said] ?? null) : null;
}

async function obey(
  deps: IncomingDeps,
  open: OpenWorkspace,
  {
    message,
    thread,
    word,
  }: { readonly message: Said; readonly thread: SlackThread; readonly word: Button | 'status' },
): Promise<SlackOutcome> {
  const { channelId, threadTs, userId } = message;
  const place = { channelId, threadTs };
  const person = await actingPerson(deps, open, userId, place);
  if ('kind' in person) return person;
  const { user, say } = person;
  const ticket = await deps.tickets.find(thread.ticketId);
  if (ticket === null) return ignored('ticket_deleted');
  if (word === 'status') {
    await whisper(deps, open, place, userId, `${ticket.number}: ${say(`status.${ticket.status}`)}`);
    return outcome('noted', ticket.number, 'status');
  }
  return actOnTicket(
    deps,
    open,
    { user, userId, say, place },
    { button: word, ticket: ticket.number, score: null },
  );
}

/** Opens a ticket from a message at the request of a person. */
async function openBy(
  deps: IncomingDeps,
  open: OpenWorkspace,
  message: Said,
  userId: string,
  channel: SlackChannel | null,
): Promise<SlackOutcome> {
  const { channelId, threadTs, ts } = message;
  const person = await actingPerson(deps, open, userId, {
    channelId,
    threadTs: threadTs ?? (userId === message.userId ? null : ts),
  });
  if ('kind' in person) return person;
  return openFromMessage(deps, open, message, { opener: person.user, say: person.say, channel });
}

/** An emoji makes a ticket of the message that it is put on. */
export async function processReaction(
  deps: IncomingDeps,
  open: OpenWorkspace,
  { channelId, ts, userId, emoji }: Extract<Meaning, { readonly kind: 'reaction' }>,
): Promise<SlackOutcome> {
  const channel = await channelOf(deps, open, channelId);
  const isTrigger =
    channel?.purpose === 'help' &&
    channel.triggers.includes('emoji') &&
    channel.emoji === emoji.split('::')[0];
  if (!isTrigger || userId === open.workspace.botUserId) return ignored('no_trigger');
  const message = saidIn(channelId, await open.client.message(channelId, ts));
  return message === null ? ignored('bot') : openBy(deps, open, message, userId, channel);
}

/** A shortcut makes a ticket of any message, also in a channel that nobody has configured. */
export async function processShortcut(
  deps: IncomingDeps,
  open: OpenWorkspace,
  { userId, message }: Extract<Meaning, { readonly kind: 'shortcut' }>,
): Promise<SlackOutcome> {
  return openBy(deps, open, message, userId, await channelOf(deps, open, message.channelId));
}
