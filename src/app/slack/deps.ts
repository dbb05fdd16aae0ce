import type { Repositories } from '../../ports/repositories.js';
import type { SlackConnector, SlackEnvironment } from '../../ports/slack/slack.js';
import type { SlackPace } from './outgoing/slack-pace.js';

/** Dependencies of Slack. */
export interface SlackDeps extends Pick<
  Repositories,
  'slackWorkspaces' | 'slackChannels' | 'slackInbox' | 'slackThreads'
> {
  readonly slack: SlackConnector;
  readonly slackEnvironment: SlackEnvironment;
  readonly slackPace: SlackPace;
}
