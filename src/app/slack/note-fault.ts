import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { slackChannelKey } from '../../domain/slack/channel.js';
import type { SlackError } from '../../ports/slack/slack.js';
import type { SlackWorkspace } from '../../domain/slack/workspace.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'slackWorkspaces' | 'slackChannels' | 'clock' | 'logger'>;

/** Records a fault that only an administrator can end, where they see it. What waits stays stored. */
export async function noteSlackFault(
  { slackWorkspaces, slackChannels, clock, logger }: Deps,
  { id }: Pick<SlackWorkspace, 'id'>,
  channelId: string | null,
  { kind, code }: Pick<SlackError, 'kind' | 'code'>,
): Promise<void> {
  const fault = { code, at: clock.now() };
  if (kind === 'token' && (await slackWorkspaces.note(id, 'reauth_required', fault))) {
    logger.warn({ workspace: id, code, by: SYSTEM_ACTOR.id }, 'Slack refuses the token; connect it again');
  }
  if (kind !== 'channel' || channelId === null) return;
  const state = code === 'is_archived' ? 'archived' : 'removed';
  if (await slackChannels.note(slackChannelKey(id, channelId), state, fault)) {
    logger.warn({ workspace: id, channel: channelId, code }, 'Slack channel refuses posts');
  }
}
