import type { SlackMessage, SlackThread } from '../../../domain/slack/thread.js';
import { SlackError } from '../../../ports/slack/slack.js';
import type { AppDeps } from '../../deps.js';
import type { OpenWorkspace } from '../open-workspace.js';
import type { Shown } from './blocks.js';

export type OutgoingDeps = AppDeps;

/** The turn of this work in its channel has not come. */
export class NotYet extends Error {
  override readonly name = 'NotYet';

  constructor(readonly waitMs: number) {
    super('another post has its turn');
  }
}

/** A message of ours: what it shows, under a name that is unique in its thread. */
export interface Effect extends Shown {
  /** `receipt`, `c:<comment>`, `s:<event>` */
  readonly name: string;
  readonly commentId?: string;
  readonly isBroadcast?: boolean;
  /** True for a message that is not changed after it was posted. */
  readonly isFixed?: boolean;
}

/** A thread that is being shown, with its first message once there is one. */
export interface Stage {
  readonly open: OpenWorkspace;
  readonly thread: SlackThread;
  root: { readonly channelId: string; readonly ts: string | null };
}

/**
 * Has a message show this: posts it, or changes the one that is there.
 * A crash between post and record leaves a claim without a time. Then Slack is asked for the message by its metadata, so it
 * is not posted twice.
 * @throws NotYet; SlackError except of kind `gone` and `refused`, which are recorded.
 */
export async function show(deps: OutgoingDeps, stage: Stage, effect: Effect): Promise<string | null> {
  const { slackThreads, slack } = deps;
  const { thread } = stage;
  const id = `${thread.id}:${effect.name}`;
  const content = slack.digest(JSON.stringify([effect.text, effect.blocks]));
  const message: SlackMessage = {
    ...{ id, ticketId: thread.ticketId, threadId: thread.id },
    ...{ commentId: effect.commentId ?? null, ts: null, content: null },
  };
  const before = await slackThreads.findMessage(id);
  try {
    if (before?.ts != null) return await change(deps, stage, effect, { before, content });
    // A refused one has a content, and no time.
    if (before !== null && before.content !== null) return null;
    takeTurn(deps, stage);
    const isRepeated = before !== null || (await slackThreads.claimMessage(message)) !== null;
    const ts = await postOnce(stage, effect, id, isRepeated);
    await slackThreads.putMessage({ ...message, ts, content });
    deps.metrics.slackShown('posted');
    return ts;
  } catch (error) {
    if (!(error instanceof SlackError) || (error.kind !== 'refused' && error.kind !== 'gone')) throw error;
    await slackThreads.putMessage({ ...message, content });
    await slackThreads.progress(thread.id, { fault: error.code });
    deps.metrics.slackShown('refused');
    deps.logger.warn({ thread: thread.id, code: error.code }, 'Slack refused a message');
    return null;
  }
}

function takeTurn({ slackPace }: OutgoingDeps, { open, thread, root }: Stage): void {
  const channel = `${open.workspace.id}.${root.channelId}`;
  const waitMs = slackPace.waitMs(channel, thread.id, performance.now());
  if (waitMs > 0) throw new NotYet(waitMs);
}

async function postOnce(stage: Stage, effect: Effect, id: string, isRepeated: boolean): Promise<string> {
  const { client } = stage.open;
  const { channelId, ts: threadTs } = stage.root;
  const place = { channelId, threadTs, effect: id };
  const there = isRepeated ? await client.findPosted(place) : null;
  if (there !== null) return there;
  const { text, blocks, isBroadcast = false } = effect;
  return client.post({ ...place, text, blocks, isBroadcast: isBroadcast && threadTs !== null });
}

async function change(
  deps: OutgoingDeps,
  { open, root }: Stage,
  { text, blocks, isFixed }: Effect,
  { before, content }: { readonly before: SlackMessage; readonly content: string },
): Promise<string | null> {
  if (isFixed === true || before.content === content || before.ts === null) return before.ts;
  await open.client.update(root.channelId, before.ts, { text, blocks });
  await deps.slackThreads.putMessage({ ...before, content });
  deps.metrics.slackShown('changed');
  return before.ts;
}

/** Removes a message of ours. One that is gone stays gone. */
export async function unshow(deps: OutgoingDeps, { open, thread, root }: Stage, name: string): Promise<void> {
  const message = await deps.slackThreads.findMessage(`${thread.id}:${name}`);
  if (message?.ts == null) return;
  try {
    await open.client.remove(root.channelId, message.ts);
  } catch (error) {
    if (!(error instanceof SlackError) || error.kind !== 'gone') throw error;
  }
  await deps.slackThreads.putMessage({ ...message, ts: null, content: 'removed' });
}
