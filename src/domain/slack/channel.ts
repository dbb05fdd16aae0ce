import type { Category, Priority } from '../ticket-fields.js';
import type { SlackFault } from './workspace.js';

/** What makes a ticket in a channel. Shortcuts, `/ticket` and direct messages need no channel. */
export const SLACK_TRIGGERS = ['message', 'mention', 'emoji'] as const;
export type SlackTrigger = (typeof SLACK_TRIGGERS)[number];

/** `help`: people ask there. `queue`: staff see the tickets of a team there. */
export const SLACK_PURPOSES = ['help', 'queue'] as const;
export type SlackPurpose = (typeof SLACK_PURPOSES)[number];

export const SLACK_ASKERS = ['everybody', 'staff'] as const;
export type SlackAskers = (typeof SLACK_ASKERS)[number];

/** `archived` and `removed`: Slack refuses posts there. What waits is posted when it is active again. */
export const SLACK_CHANNEL_STATES = ['active', 'archived', 'removed'] as const;
export type SlackChannelState = (typeof SLACK_CHANNEL_STATES)[number];

export const MAX_SLACK_CHANNELS = 500;

/** A channel with its settings. */
export interface SlackChannel {
  /** `<workspace>.<channel>` */
  readonly id: string;
  readonly workspaceId: string;
  /** `C…` or `G…` */
  readonly channelId: string;
  readonly name: string;
  readonly purpose: SlackPurpose;
  readonly triggers: readonly SlackTrigger[];
  /** The name of the emoji that makes a ticket, without colons. */
  readonly emoji: string;
  /** Who may make tickets here. */
  readonly askers: SlackAskers;
  /** True if `/ticket` and the shortcut open a form here. */
  readonly usesForm: boolean;
  /** False if replies in threads stay in Slack. */
  readonly takesReplies: boolean;
  /** True for a queue that shows SLA alerts, and no cards. */
  readonly isAlertsOnly: boolean;
  /** The team of new tickets, or whose tickets the queue shows; null for any. */
  readonly team: string | null;
  readonly category: Category | null;
  readonly priority: Priority | null;
  readonly state: SlackChannelState;
  readonly fault: SlackFault | null;
  readonly createdAt: Date;
  readonly version: number;
}

export function slackChannelKey(workspaceId: string, channelId: string): string {
  return `${workspaceId}.${channelId}`;
}

/** True for a queue that shows tickets of this team. */
export function showsTicketsOf({ purpose, team }: SlackChannel, ticketTeam: string | null): boolean {
  return purpose === 'queue' && (team === null || team === ticketTeam);
}
