import type { User } from '../../../domain/accounts/user.js';
import { slackChannelKey, type SlackChannel } from '../../../domain/slack/channel.js';
import type { SlackOutcome } from '../../../domain/slack/inbox.js';
import { SlackError } from '../../../ports/slack/slack.js';
import type { AppDeps } from '../../deps.js';
import type { OpenWorkspace } from '../open-workspace.js';
import { slackTexts, type SaySlack } from '../texts/say.js';
import { personOf } from './person.js';

/** All that processing a request may use. */
export type IncomingDeps = AppDeps;

/** Where a person reads an answer that is for them only. */
export interface Place {
  readonly channelId: string;
  readonly threadTs: string | null;
}

export const outcome = (
  kind: SlackOutcome['kind'],
  ticket: string | null,
  reason: string | null = null,
): SlackOutcome => ({ kind, ticket, reason });

export const ignored = (reason: string): SlackOutcome => outcome('ignored', null, reason);

/** Tells a person why nothing came of it. It is not repeated if Slack does not take it: the outcome is stored. */
export async function whisper(
  { logger }: Pick<AppDeps, 'logger'>,
  { client, workspace }: OpenWorkspace,
  place: Place,
  userId: string,
  text: string,
): Promise<void> {
  try {
    await client.whisper(place, userId, text);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    logger.warn({ workspace: workspace.id, code: error.code }, 'answer to a person in Slack not shown');
  }
}

/** The account of the person who acts, and texts in their language; or the outcome of a refusal that they were told. */
export async function actingPerson(
  deps: IncomingDeps,
  open: OpenWorkspace,
  userId: string,
  place: Place | null,
): Promise<{ readonly user: User; readonly say: SaySlack } | SlackOutcome> {
  const found = await personOf(deps, open, userId);
  if (typeof found !== 'string') return { user: found, say: slackTexts(found.language) };
  if (found !== 'bot' && place !== null)
    await whisper(deps, open, place, userId, slackTexts(null)(`refused.${found}`));
  return outcome('refused', null, found);
}

/** The settings of a channel; null for one that nobody has configured. */
export function channelOf(
  { slackChannels }: Pick<AppDeps, 'slackChannels'>,
  { workspace }: Pick<OpenWorkspace, 'workspace'>,
  channelId: string,
): Promise<SlackChannel | null> {
  return slackChannels.find(slackChannelKey(workspace.id, channelId));
}
