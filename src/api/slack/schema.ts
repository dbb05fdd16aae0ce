import { z } from 'zod';
import {
  SLACK_ASKERS,
  SLACK_CHANNEL_STATES,
  SLACK_PURPOSES,
  SLACK_TRIGGERS,
} from '../../domain/slack/channel.js';
import { SLACK_OUTCOMES, SLACK_REQUEST_KINDS, SLACK_REQUEST_STATES } from '../../domain/slack/inbox.js';
import { SLACK_STRANGERS, SLACK_WORKSPACE_STATES } from '../../domain/slack/workspace.js';
import { characters, instant, NO_CHANGE, orNull, referTo, setsSomething } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';
import { priority } from '../tickets/enums.js';

const workspaceState = z.enum(SLACK_WORKSPACE_STATES).meta({ id: 'SlackWorkspaceState' });
const strangers = z.enum(SLACK_STRANGERS).meta({ id: 'SlackStrangers' });
const purpose = z.enum(SLACK_PURPOSES).meta({ id: 'SlackPurpose' });
const trigger = z.enum(SLACK_TRIGGERS).meta({ id: 'SlackTrigger' });
const askers = z.enum(SLACK_ASKERS).meta({ id: 'SlackAskers' });
const channelState = z.enum(SLACK_CHANNEL_STATES).meta({ id: 'SlackChannelState' });
const requestState = z.enum(SLACK_REQUEST_STATES).meta({ id: 'SlackRequestState' });

const fault = z
  .object({ code: z.string(), at: instant })
  .meta({ id: 'SlackFault', description: 'What Slack said, by its own code, and when.' });

const secret = characters({ min: 8, max: 500 });
const botToken = secret.meta({ description: 'Begins with `xoxb-`. Stored sealed, and never shown.' });
const signingSecret = secret.meta({ description: 'Stored sealed, and never shown.' });
const strangersField = referTo(strangers).meta({
  description:
    'People of Slack without an account: `create` gives members of the workspace one, by their confirmed address.',
});

export const newWorkspaceSchema = z
  .strictObject({
    bot_token: botToken.optional(),
    signing_secret: signingSecret.optional(),
    strangers: strangersField.default('create'),
  })
  .meta({
    id: 'NewSlackWorkspace',
    description: 'Secrets that are left out are those of the environment.',
    example: { strangers: 'refuse' },
  });

export const workspaceEditSchema = z
  .strictObject({
    bot_token: botToken.optional(),
    signing_secret: signingSecret.optional(),
    strangers: strangersField.optional(),
    state: z
      .enum(['active', 'disabled'])
      .meta({ id: 'SlackWorkspaceSwitch', description: '`active` also shows everything that waits.' })
      .optional(),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({ id: 'SlackWorkspaceEdit', example: { strangers: 'refuse' } });

export const workspaceSchema = z
  .object({
    id: z.string(),
    team_id: z.string(),
    name: z.string(),
    bot_user_id: z.string(),
    uses_environment: z.boolean().meta({ description: 'True for the token of `SLACK_BOT_TOKEN`.' }),
    strangers,
    state: workspaceState,
    fault: orNull(fault),
    backlog: z
      .object({
        incoming: z.int().meta({ description: 'Requests of Slack that are not processed' }),
        failed: z.int().meta({ description: 'Requests that are not processed without a replay' }),
        outgoing: z.int().meta({ description: 'Threads that do not show everything' }),
      })
      .meta({ id: 'SlackBacklog' }),
    created_at: instant,
    version: z.int(),
  })
  .meta({ id: 'SlackWorkspace' });

export const workspaceListSchema = z
  .object({ workspaces: z.array(workspaceSchema) })
  .meta({ id: 'SlackWorkspaceList' });

const EMOJI = "^[a-z0-9_'+-]+$";
const CHANNEL_ID = '^[A-Z0-9]+$';

const emoji = z.string().min(1).max(100).regex(new RegExp(EMOJI, 'u')).meta({
  pattern: EMOJI,
  description: 'The name of the emoji that makes a ticket, without colons',
  example: 'ticket',
});
const team = characters({ min: 1, max: 100 }).nullable().meta({
  description: 'The key of the team of new tickets, or whose tickets a queue shows; null for any',
});
const category = characters({ min: 1, max: 100 }).nullable();
const channelId = z
  .string()
  .min(2)
  .max(32)
  .regex(new RegExp(CHANNEL_ID, 'u'))
  .meta({ pattern: CHANNEL_ID, example: 'C0123456789' });

const settings = {
  purpose: referTo(purpose).meta({
    description: '`help`: people ask there. `queue`: staff see tickets there.',
  }),
  triggers: z.array(trigger).max(SLACK_TRIGGERS.length),
  emoji,
  askers: referTo(askers).meta({ description: 'Who may make tickets here' }),
  uses_form: z
    .boolean()
    .meta({ description: 'True if `/ticket` and the shortcut open a form with the custom fields' }),
  takes_replies: z.boolean().meta({ description: 'False if replies in threads stay in Slack' }),
  is_alerts_only: z.boolean().meta({ description: 'True for a queue with SLA alerts, and without cards' }),
  team,
  category,
  priority: orNull(priority),
};

export const newChannelSchema = z
  .strictObject({
    channel_id: channelId,
    purpose: settings.purpose.default('help'),
    triggers: settings.triggers.default(['mention', 'emoji']),
    emoji: settings.emoji.default('ticket'),
    askers: settings.askers.default('everybody'),
    uses_form: settings.uses_form.default(false),
    takes_replies: settings.takes_replies.default(true),
    is_alerts_only: settings.is_alerts_only.default(false),
    team: settings.team.default(null),
    category: settings.category.default(null),
    priority: settings.priority.default(null),
  })
  .meta({ id: 'NewSlackChannel', example: { channel_id: 'C0123456789', triggers: ['message', 'mention'] } });

export const channelEditSchema = z
  .strictObject({
    purpose: settings.purpose.optional(),
    triggers: settings.triggers.optional(),
    emoji: settings.emoji.optional(),
    askers: settings.askers.optional(),
    uses_form: settings.uses_form.optional(),
    takes_replies: settings.takes_replies.optional(),
    is_alerts_only: settings.is_alerts_only.optional(),
    team: settings.team.optional(),
    category: settings.category.optional(),
    priority: settings.priority.optional(),
    state: z
      .literal('active')
      .meta({
        description: 'Shows what waits, after the channel was archived or the app was removed from it.',
      })
      .optional(),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({ id: 'SlackChannelEdit', example: { emoji: 'eyes' } });

export const channelSchema = z
  .object({
    channel_id: z.string(),
    name: z.string(),
    ...settings,
    emoji: z.string(),
    team: z.string().nullable(),
    category: z.string().nullable(),
    state: channelState,
    fault: orNull(fault),
    created_at: instant,
    version: z.int(),
  })
  .meta({ id: 'SlackChannel' });

export const channelListSchema = z
  .object({ channels: z.array(channelSchema), ...listFields })
  .meta({ id: 'SlackChannelList' });

export const requestSchema = z
  .object({
    id: z.string(),
    kind: z.enum(SLACK_REQUEST_KINDS).meta({ id: 'SlackRequestKind' }),
    state: requestState,
    outcome: orNull(
      z
        .object({
          kind: z.enum(SLACK_OUTCOMES).meta({ id: 'SlackOutcomeKind' }),
          ticket: z.string().nullable(),
          reason: z.string().nullable(),
        })
        .meta({ id: 'SlackOutcome' }),
    ),
    tries: z.int().meta({ description: 'Failed attempts' }),
    fault: z.string().nullable().meta({ description: 'Why the last attempt failed: a code' }),
    received_at: instant,
    ended_at: instant.nullable(),
    next_attempt_at: instant.nullable(),
  })
  .meta({ id: 'SlackRequest' });

export const requestListSchema = z
  .object({ requests: z.array(requestSchema), ...listFields })
  .meta({ id: 'SlackRequestList' });

const workspace = z.string().meta(parameterName('SlackWorkspaceId'));
export const workspaceParams = z.object({ workspace });
export const channelParams = z.object({
  workspace,
  channel: z.string().meta(parameterName('SlackChannelId')),
});
export const requestParams = z.object({
  workspace,
  request: z.string().meta(parameterName('SlackRequestId')),
});
export const channelQuerySchema = z.strictObject(listQuery());
export const requestQuerySchema = z.strictObject({
  state: referTo(requestState).optional(),
  ...listQuery(),
});
