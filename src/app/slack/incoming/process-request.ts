import { DomainError, isRetryable } from '../../../domain/errors.js';
import { slackChannelKey } from '../../../domain/slack/channel.js';
import {
  MAX_SLACK_TRIES,
  slackWaitMs,
  type SlackOutcome,
  type SlackRequest,
} from '../../../domain/slack/inbox.js';
import { slackMessageKey } from '../../../domain/slack/thread.js';
import { SlackError } from '../../../ports/slack/slack.js';
import { noteSlackFault } from '../note-fault.js';
import { openWorkspace, type OpenWorkspace } from '../open-workspace.js';
import { actOnTicket } from './act.js';
import { processForm } from './process-form.js';
import { deleteFromMessage, editFromMessage } from './in-thread.js';
import { meaningOf, type Meaning } from './meaning.js';
import { processCommand } from './process-command.js';
import { processMessage, processReaction, processShortcut } from './process-message.js';
import { actingPerson, ignored, outcome, type IncomingDeps } from './situation.js';

/** Requests of one subject in one run, so that a run ends in time. */
const MAX_AT_ONCE = 20;
/** Slack asks for no longer wait in practice. */
const MAX_RETRY_AFTER_SECONDS = 600;

/**
 * Processes the requests of a subject that wait, in their order.
 * @returns the wait until the next attempt, in milliseconds; null when none waits.
 */
export async function processSlackRequests(deps: IncomingDeps, subject: string): Promise<number | null> {
  for (let done = 0; done < MAX_AT_ONCE; done += 1) {
    const request = await deps.slackInbox.next(subject);
    if (request === null) return null;
    const waitMs = request.nextAttemptAt.getTime() - deps.clock.now().getTime();
    if (waitMs > 0) return waitMs;
    const after = await attempt(deps, request);
    if (after !== null) return after;
  }
  return 0;
}

/** Null when the request has an outcome, or has failed; otherwise the wait. */
async function attempt(deps: IncomingDeps, request: SlackRequest): Promise<number | null> {
  const { slackInbox, clock, metrics } = deps;
  try {
    const settled = await process(deps, request);
    await slackInbox.settle(request.id, settled, clock.now());
    metrics.slackProcessed(settled.kind, request.receivedAt, clock.now());
    return null;
  } catch (error) {
    return fail(deps, request, error);
  }
}

async function fail(deps: IncomingDeps, request: SlackRequest, error: unknown): Promise<number | null> {
  const { slackInbox, clock, metrics, logger } = deps;
  // Without the database, nothing can be recorded: the activity is tried again.
  if (error instanceof DomainError && error.code === 'unavailable') throw error;
  const now = clock.now();
  const waitMs = waitAfter(request, error);
  const fault = faultOf(error);
  await slackInbox.failed(request.id, fault, now, waitMs === null ? null : new Date(now.getTime() + waitMs));
  logger.warn({ err: error, request: request.id, fault, waitMs }, 'Slack request not processed');
  if (waitMs === null) metrics.slackProcessed('failed', request.receivedAt, now);
  return waitMs;
}

/** Null if no repetition helps. While Slack is away, it is repeated without end. */
function waitAfter({ tries }: SlackRequest, error: unknown): number | null {
  const waitMs = slackWaitMs(tries + 1);
  if (error instanceof SlackError) {
    if (error.kind === 'limited')
      return Math.min(MAX_RETRY_AFTER_SECONDS, error.retryAfterSeconds ?? 1) * 1_000 + 250;
    return error.kind === 'away' || error.kind === 'token' ? waitMs : null;
  }
  const isLasting = error instanceof DomainError && !isRetryable(error);
  return isLasting || tries + 1 >= MAX_SLACK_TRIES ? null : waitMs;
}

function faultOf(error: unknown): string {
  if (error instanceof SlackError || error instanceof DomainError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

async function process(deps: IncomingDeps, request: SlackRequest): Promise<SlackOutcome> {
  const workspace = await deps.slackWorkspaces.find(request.workspaceId);
  if (workspace === null) return ignored('workspace_deleted');
  if (workspace.state === 'disabled') return ignored('workspace_disabled');
  const open = openWorkspace(deps, workspace);
  if (open === null) throw new SlackError('token', 'token_unreadable');
  const meaning = readMeaning(request);
  try {
    return await apply(deps, open, meaning, request);
  } catch (error) {
    const channelId = 'channelId' in meaning ? meaning.channelId : null;
    if (error instanceof SlackError) await noteSlackFault(deps, workspace, channelId, error);
    throw error;
  }
}

/** What cannot be read now cannot be read later. */
function readMeaning(request: SlackRequest): Meaning {
  try {
    return meaningOf(request);
  } catch (error) {
    throw new DomainError('invalid_input', 'The request is not what Slack sends.', { cause: error });
  }
}

async function apply(
  deps: IncomingDeps,
  open: OpenWorkspace,
  meaning: Meaning,
  request: SlackRequest,
): Promise<SlackOutcome> {
  switch (meaning.kind) {
    case 'message':
      return processMessage(deps, open, meaning);
    case 'edited': {
      const { channelId, ts, userId } = meaning;
      const key = slackMessageKey(open.workspace.id, channelId, ts);
      // Edits of other messages need no account.
      if ((await deps.slackThreads.findMessage(key)) === null) return ignored('unknown_message');
      const person = await actingPerson(deps, open, userId, null);
      return 'kind' in person ? person : editFromMessage(deps, open, meaning, person);
    }
    case 'deleted':
      return deleteFromMessage(deps, open, meaning);
    case 'reaction':
      return processReaction(deps, open, meaning);
    case 'shortcut':
      return processShortcut(deps, open, meaning);
    case 'form':
      return processForm(deps, open, meaning, request);
    case 'button': {
      const { userId, channelId, threadTs } = meaning;
      const place = { channelId, threadTs };
      const person = await actingPerson(deps, open, userId, place);
      return 'kind' in person ? person : actOnTicket(deps, open, { ...person, userId, place }, meaning);
    }
    case 'command':
      return processCommand(deps, open, meaning, request);
    case 'channel':
      return noteChannel(deps, open, meaning);
    case 'uninstalled':
      await noteSlackFault(deps, open.workspace, null, { kind: 'token', code: 'app_uninstalled' });
      return outcome('noted', null, 'app_uninstalled');
    case 'ignored':
      return ignored(meaning.reason);
  }
}

/** A channel that is back gets what waits for it. */
async function noteChannel(
  { slackChannels, slackThreads, clock }: IncomingDeps,
  { workspace }: OpenWorkspace,
  { channelId, change, userId }: Extract<Meaning, { readonly kind: 'channel' }>,
): Promise<SlackOutcome> {
  if (userId !== null && userId !== workspace.botUserId) return ignored('another_member');
  const now = clock.now();
  const fault =
    change === 'active' ? null : { code: change === 'archived' ? 'is_archived' : 'not_in_channel', at: now };
  const isChanged = await slackChannels.note(slackChannelKey(workspace.id, channelId), change, fault);
  if (change === 'active') await slackThreads.resume({ workspaceId: workspace.id, channelId }, now);
  return isChanged ? outcome('noted', null, `channel_${change}`) : ignored('unchanged');
}
