import type { z } from 'zod';
import type { ChannelEdit, ChannelSettings } from '../../app/slack/channels.js';
import type { NewSlackWorkspace, SlackBacklog, SlackWorkspaceEdit } from '../../app/slack/workspaces.js';
import type { SlackChannel } from '../../domain/slack/channel.js';
import type { SlackRequest } from '../../domain/slack/inbox.js';
import type { SlackFault, SlackWorkspace } from '../../domain/slack/workspace.js';
import type {
  channelEditSchema,
  channelSchema,
  newChannelSchema,
  newWorkspaceSchema,
  requestSchema,
  workspaceEditSchema,
  workspaceSchema,
} from './schema.js';

export function presentWorkspace(
  workspace: SlackWorkspace & { readonly backlog: SlackBacklog },
): z.input<typeof workspaceSchema> {
  const { id, name, strangers, state, backlog, version } = workspace;
  return {
    ...{ id, name, strangers, state, version },
    team_id: workspace.teamId,
    bot_user_id: workspace.botUserId,
    uses_environment: workspace.token === null,
    fault: presentFault(workspace.fault),
    backlog: { ...backlog },
    created_at: workspace.createdAt.toISOString(),
  };
}

export function toNewWorkspace({
  bot_token: botToken,
  signing_secret: signingSecret,
  strangers,
}: z.output<typeof newWorkspaceSchema>): NewSlackWorkspace {
  return { botToken, signingSecret, strangers };
}

export function toWorkspaceEdit({
  bot_token: botToken,
  signing_secret: signingSecret,
  ...rest
}: z.output<typeof workspaceEditSchema>): SlackWorkspaceEdit {
  return { ...rest, botToken, signingSecret };
}

export function presentChannel(channel: SlackChannel): z.input<typeof channelSchema> {
  const { name, purpose, triggers, emoji, askers, team, category, priority, state, version } = channel;
  return {
    ...{ name, purpose, emoji, askers, team, category, priority, state, version },
    channel_id: channel.channelId,
    triggers: [...triggers],
    uses_form: channel.usesForm,
    takes_replies: channel.takesReplies,
    is_alerts_only: channel.isAlertsOnly,
    fault: presentFault(channel.fault),
    created_at: channel.createdAt.toISOString(),
  };
}

export function toChannelSettings({
  channel_id: _,
  uses_form: usesForm,
  takes_replies: takesReplies,
  is_alerts_only: isAlertsOnly,
  ...rest
}: z.output<typeof newChannelSchema>): ChannelSettings {
  return { ...rest, usesForm, takesReplies, isAlertsOnly };
}

export function toChannelEdit({
  uses_form: usesForm,
  takes_replies: takesReplies,
  is_alerts_only: isAlertsOnly,
  ...rest
}: z.output<typeof channelEditSchema>): ChannelEdit {
  return { ...rest, usesForm, takesReplies, isAlertsOnly };
}

export function presentSlackRequest(request: SlackRequest): z.input<typeof requestSchema> {
  const { id, kind, state, outcome, tries, fault, receivedAt, endedAt, nextAttemptAt } = request;
  return {
    ...{ id, kind, state, tries, fault },
    outcome: outcome === null ? null : { ...outcome },
    received_at: receivedAt.toISOString(),
    ended_at: endedAt?.toISOString() ?? null,
    next_attempt_at: state === 'kept' ? nextAttemptAt.toISOString() : null,
  };
}

function presentFault(fault: SlackFault | null) {
  return fault === null ? null : { code: fault.code, at: fault.at.toISOString() };
}
