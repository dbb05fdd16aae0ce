import { actorOf, SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { User } from '../../../domain/accounts/user.js';
import { titleOf } from '../../../domain/inbound-mail/subject.js';
import type { SlackChannel } from '../../../domain/slack/channel.js';
import { idOfSource, instantOfTs } from '../../../domain/slack/identifiers.js';
import type { SlackOutcome } from '../../../domain/slack/inbox.js';
import { slackMessageKey, talkId } from '../../../domain/slack/thread.js';
import { DESCRIPTION_LENGTH } from '../../../domain/ticket-fields.js';
import type { FieldInput } from '../../../domain/tickets/custom-fields.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { createTicket } from '../../tickets/create-ticket.js';
import { withFiles } from '../../tickets/files/attach-files.js';
import type { OpenWorkspace } from '../open-workspace.js';
import type { SaySlack } from '../texts/say.js';
import { takeFiles } from './files.js';
import type { Said } from './meaning.js';
import { personOf } from './person.js';
import { ignored, outcome, whisper, type IncomingDeps, type Place } from './situation.js';
import { fitting, textOf } from './text.js';

/** A ticket as it is made of Slack. */
interface Opening {
  /** Identifies its source, so that a repetition makes no second one. */
  readonly source: string;
  readonly at: Date;
  readonly requester: User;
  readonly title?: string;
  readonly text: string;
  readonly fields?: FieldInput;
  readonly channel: SlackChannel | null;
  /** The message where the thread begins; null for a thread that our receipt begins. */
  readonly root: { readonly channelId: string; readonly ts: string } | null;
  /** Where the receipt is posted without a root: a channel, or a person. */
  readonly channelId: string;
  readonly message: Pick<Said, 'files' | 'ts'> | null;
}

/**
 * Makes a ticket of a message.
 * @param opener the person who asks for it. A member of staff can open one for the author of the message.
 */
export async function openFromMessage(
  deps: IncomingDeps,
  open: OpenWorkspace,
  message: Said,
  {
    opener,
    say,
    channel,
  }: { readonly opener: User; readonly say: SaySlack; readonly channel: SlackChannel | null },
): Promise<SlackOutcome> {
  const { channelId, ts, threadTs, userId } = message;
  const key = slackMessageKey(open.workspace.id, channelId, ts);
  const before = await deps.slackThreads.findMessage(key);
  if (before !== null) return ignored('known_message');
  const root = threadTs ?? ts;
  const thread = await deps.slackThreads.findByRoot(open.workspace.id, channelId, root);
  if (thread !== null) return ignored('known_thread');
  const place: Place = { channelId, threadTs };
  if (channel?.askers === 'staff' && !isStaff(opener.role)) {
    await whisper(deps, open, place, message.userId, say('refused.asker'));
    return outcome('refused', null, 'asker');
  }
  const author = await authorOf(deps, open, userId, opener);
  const text = await wholeText(deps, open, message);
  if (text === '' && message.files.length === 0) {
    await whisper(deps, open, place, userId, say('refused.empty'));
    return outcome('refused', null, 'empty');
  }
  const ticket = await openTicket(deps, open, say, {
    source: `message.${key}`,
    at: instantOfTs(ts),
    requester: author,
    text,
    channel,
    root: { channelId, ts: root },
    channelId,
    message,
  });
  return outcome('opened', ticket.number);
}

/** The author asks for help, if Holdfast knows them. */
async function authorOf(
  deps: IncomingDeps,
  open: OpenWorkspace,
  userId: string,
  opener: User,
): Promise<User> {
  if (opener.identities.includes(`slack:${userId}`)) return opener;
  const author = await personOf(deps, open, userId);
  return typeof author === 'string' ? opener : author;
}

/** An answer in a thread without a ticket says little without the message that it answers. */
async function wholeText(deps: IncomingDeps, open: OpenWorkspace, message: Said): Promise<string> {
  const own = await textOf(deps, open, message.text);
  if (message.threadTs === null) return own;
  const root = await open.client.message(message.channelId, message.threadTs).catch(() => null);
  const said = typeof root === 'object' && root !== null && 'text' in root ? String(root.text) : '';
  return [await textOf(deps, open, said), own].filter((part) => part !== '').join('\n\n');
}

/** Creates the ticket and its thread. Safe to repeat: ticket, thread and message have ids of their source. */
export async function openTicket(
  deps: IncomingDeps,
  open: OpenWorkspace,
  say: SaySlack,
  { source, at, requester, title, text, fields, channel, root, channelId, message }: Opening,
): Promise<Ticket> {
  const id = idOfSource(at, deps.slack.digest(source));
  const actor = actorOf(requester);
  const { fileIds, lost } =
    message === null ? { fileIds: [], lost: [] } : await takeFiles(deps, open, actor, message);
  const description = fitting(say, text || '—', DESCRIPTION_LENGTH.max, lost);
  const ticket = await withFiles(deps, actor, fileIds, { ownerId: id, ticketId: null }, (attachments) =>
    createTicket(deps, SYSTEM_ACTOR, {
      source: 'slack',
      input: {
        title: title ?? titleOf('', text),
        description,
        ...(channel?.category == null ? {} : { category: channel.category }),
        ...(channel?.priority == null ? {} : { priority: channel.priority }),
        ...(fields === undefined ? {} : { customFields: fields }),
        ...(attachments === undefined ? {} : { attachments }),
      },
      id,
      onBehalf: { requester, details: { opened_from: 'slack' } },
      team: channel?.team ?? null,
    }),
  );
  await startTalk(deps, open, ticket, { root, channelId, messageTs: message?.ts ?? null });
  return ticket;
}

async function startTalk(
  deps: IncomingDeps,
  { workspace }: OpenWorkspace,
  { id: ticketId }: Ticket,
  {
    root,
    channelId,
    messageTs,
  }: { readonly root: Opening['root']; readonly channelId: string; readonly messageTs: string | null },
): Promise<void> {
  const now = deps.clock.now();
  const threadId = talkId(ticketId);
  await deps.slackThreads.add({
    id: threadId,
    ticketId,
    workspaceId: workspace.id,
    channelId,
    kind: 'talk',
    rootTs: root?.ts ?? null,
    seenVersion: 0,
    isPending: true,
    wanted: 1,
    nextAttemptAt: now,
    failures: 0,
    fault: null,
    createdAt: now,
  });
  if (messageTs !== null) {
    const id = slackMessageKey(workspace.id, channelId, messageTs);
    await deps.slackThreads.putMessage({
      id,
      ticketId,
      threadId,
      commentId: null,
      ts: messageTs,
      content: null,
    });
  }
  await wakeSlack(deps, `out/${threadId}`);
}

/** Starts the work now. Without Temporal, the watch starts it later. */
export async function wakeSlack(
  { gateway, logger }: Pick<IncomingDeps, 'gateway' | 'logger'>,
  key: string,
): Promise<void> {
  await gateway
    .wakeSlack(key)
    .catch((error: unknown) => logger.warn({ err: error }, 'Slack work not started; the watch starts it'));
}
