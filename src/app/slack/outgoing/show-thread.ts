import { slackChannelKey } from '../../../domain/slack/channel.js';
import { slackWaitMs } from '../../../domain/slack/inbox.js';
import type { SlackThread } from '../../../domain/slack/thread.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { SlackError } from '../../../ports/slack/slack.js';
import { noteSlackFault } from '../note-fault.js';
import { openWorkspace, type OpenWorkspace } from '../open-workspace.js';
import { slackTexts } from '../texts/say.js';
import { cardOf, receiptOf } from './blocks.js';
import { NotYet, show, unshow, type OutgoingDeps, type Stage } from './post.js';
import { showEvent } from './show-event.js';

const PAGE_SIZE = 100;
/** Slack asks for no longer wait in practice. */
const MAX_RETRY_AFTER_SECONDS = 600;

/**
 * Shows in a thread what the activity log has and it does not: the state of the ticket, then each event in order.
 * @returns the wait until the next attempt, in milliseconds; null when all is shown, or waits for an administrator.
 */
export async function showSlackThread(deps: OutgoingDeps, threadId: string): Promise<number | null> {
  const { slackThreads, slackWorkspaces, clock } = deps;
  const thread = await slackThreads.find(threadId);
  if (thread?.isPending !== true) return null;
  const waitMs = thread.nextAttemptAt.getTime() - clock.now().getTime();
  if (waitMs > 1_000) return waitMs;
  const workspace = await slackWorkspaces.find(thread.workspaceId);
  // A deleted workspace shows nothing any longer.
  if (workspace === null) return finish(deps, thread, thread.seenVersion);
  if (workspace.state !== 'active' || (await isClosed(deps, thread))) return null;
  const open = openWorkspace(deps, workspace);
  if (open === null) {
    await noteSlackFault(deps, workspace, null, { kind: 'token', code: 'token_unreadable' });
    return null;
  }
  try {
    return await finish(deps, thread, await showAll(deps, open, thread));
  } catch (error) {
    return postpone(deps, thread, error);
  }
}

/** True for a channel that refuses posts. The thread waits until an administrator, or Slack, says that it is back. */
async function isClosed({ slackChannels }: OutgoingDeps, { workspaceId, channelId }: SlackThread) {
  const channel = await slackChannels.find(slackChannelKey(workspaceId, channelId));
  return channel !== null && channel.state !== 'active';
}

/** Null when nothing came in between. */
async function finish(
  { slackThreads }: OutgoingDeps,
  { id, wanted }: SlackThread,
  seenVersion: number,
): Promise<number | null> {
  await slackThreads.shown(id, wanted, seenVersion);
  return (await slackThreads.find(id))?.isPending === true ? 0 : null;
}

/** Returns the version of the ticket that is shown now. */
async function showAll(deps: OutgoingDeps, open: OpenWorkspace, thread: SlackThread): Promise<number> {
  const stage: Stage = { open, thread, root: { channelId: thread.channelId, ts: thread.rootTs } };
  const ticket = await deps.tickets.find(thread.ticketId);
  if (ticket === null) {
    for (const { id } of await deps.slackThreads.posted(thread.id))
      await unshow(deps, stage, id.slice(thread.id.length + 1));
    const text = slackTexts(null)('receipt.deleted');
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text } }];
    if (thread.rootTs !== null) await show(deps, stage, { name: headOf(thread), text, blocks });
    return thread.seenVersion;
  }
  const say = await sayFor(deps, thread, ticket);
  await showHead(deps, stage, ticket, say);
  let seen = thread.seenVersion;
  for (const event of await newEvents(deps, thread)) {
    await showEvent(deps, stage, { ticket, event, say });
    if (event.ticketVersion > seen) {
      seen = event.ticketVersion;
      // Events of one version may be several: the version before is complete.
      await deps.slackThreads.progress(thread.id, { seenVersion: seen - 1 });
    }
  }
  return Math.max(seen, ticket.version);
}

/** Texts in the language of the requester. Staff channels are in English, because nobody has chosen another. */
async function sayFor({ users }: OutgoingDeps, { kind }: SlackThread, { requester }: Ticket) {
  const person = kind === 'talk' ? await users.find(requester.id) : null;
  return slackTexts(person?.language);
}

function headOf({ kind }: SlackThread): string {
  return kind === 'talk' ? 'receipt' : 'card';
}

/** Shows the receipt or the card, which begins the thread if no message of a person does. */
async function showHead(
  deps: OutgoingDeps,
  stage: Stage,
  ticket: Ticket,
  say: ReturnType<typeof slackTexts>,
): Promise<void> {
  const { thread, root } = stage;
  const { publicUrl, slackThreads, slackChannels } = deps;
  const channel = await slackChannels.find(slackChannelKey(thread.workspaceId, thread.channelId));
  if (thread.kind === 'card' && channel?.isAlertsOnly === true) return;
  const around = { say, publicUrl };
  const shown = thread.kind === 'talk' ? receiptOf(ticket, around) : cardOf(ticket, around);
  const own = { ...stage, root: thread.kind === 'card' ? { ...root, ts: null } : root };
  // A receipt that begins the thread is not an answer in it.
  const first = await slackThreads.findMessage(`${thread.id}:${headOf(thread)}`);
  const begins = root.ts === null || first?.ts === root.ts;
  const ts = await show(deps, begins ? { ...own, root: { ...root, ts: null } } : own, {
    name: headOf(thread),
    ...shown,
  });
  if (ts === null || root.ts !== null) return;
  await slackThreads.setRoot(thread.id, root.channelId, ts);
  stage.root = { ...root, ts };
}

async function newEvents(
  { tickets }: OutgoingDeps,
  { ticketId, seenVersion, kind }: SlackThread,
): Promise<readonly TicketEvent[]> {
  const events: TicketEvent[] = [];
  let after: string | undefined;
  do {
    // Internal events are for cards only, which show none of their text.
    const page = await tickets.events({
      ...{ ticketId, includeInternal: kind === 'card', pageSize: PAGE_SIZE },
      ...(after === undefined ? {} : { after }),
    });
    events.push(...page.items.filter(({ ticketVersion }) => ticketVersion > seenVersion));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return events.sort((a, b) => a.ticketVersion - b.ticketVersion);
}

async function postpone(deps: OutgoingDeps, thread: SlackThread, error: unknown): Promise<number | null> {
  const { slackThreads, clock, slackPace, logger, metrics } = deps;
  const until = (ms: number) => new Date(clock.now().getTime() + ms);
  if (error instanceof NotYet) {
    await slackThreads.postpone(thread.id, until(error.waitMs), thread.fault, thread.failures);
    return error.waitMs;
  }
  if (!(error instanceof SlackError)) throw error;
  const { workspaceId, channelId } = thread;
  await noteSlackFault(deps, { id: workspaceId }, channelId, error);
  metrics.slackShown('postponed');
  if (error.kind === 'limited') {
    const waitMs = Math.min(MAX_RETRY_AFTER_SECONDS, error.retryAfterSeconds ?? 1) * 1_000 + 250;
    slackPace.pause(`${workspaceId}.${channelId}`, waitMs, performance.now());
    await slackThreads.postpone(thread.id, until(waitMs), error.code, thread.failures);
    return waitMs;
  }
  const failures = thread.failures + 1;
  const waitMs = slackWaitMs(failures);
  await slackThreads.postpone(thread.id, until(waitMs), error.code, failures);
  logger.warn({ thread: thread.id, code: error.code, failures }, 'Slack thread waits');
  // The workspace or the channel waits for an administrator.
  return error.kind === 'token' || error.kind === 'channel' ? null : waitMs;
}
