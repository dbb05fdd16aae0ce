import { z } from 'zod';
import { RULE_FIELDS } from '../../domain/sla/sla-condition.js';
import { ESCALATION_ACTIONS } from '../../domain/sla/sla.js';
import { MAX_TARGET_DAYS, MAX_TARGET_MINUTES } from '../../domain/sla/validate-policy.js';
import { PRIORITIES } from '../../domain/ticket-fields.js';
import { characters, id, lineOfText, orNull } from '../http/fields.js';
import { teamKey } from '../teams/key.js';
import { category } from '../tickets/enums.js';

/* The parts of a policy. */

const MAX_RULE_VALUES = 50;
const MAX_RULE_CONDITIONS = 20;

export const minutes = (min: number) => z.number().min(min).max(MAX_TARGET_MINUTES);
const days = z.int().min(0).max(MAX_TARGET_DAYS).nullable().default(null).meta({
  description:
    'Number of working days, instead of minutes. The target is due at the end of that working day. 0 is the same day.',
});
const targets = z
  .strictObject({
    first_response_minutes: minutes(1).nullable().default(null),
    next_response_minutes: minutes(1).nullable().default(null).meta({
      description: 'From each unanswered public word of the requester, after the first answer of staff',
    }),
    resolution_minutes: minutes(1).nullable().default(null),
    first_response_days: days,
    next_response_days: days,
    resolution_days: days,
    calendar: characters({ min: 1, max: 80 }).nullable().default(null).meta({
      description: 'The calendar of these targets. Null for that of the policy.',
      example: 'always@1',
    }),
  })
  .meta({ id: 'SlaTargets', description: 'Targets in working time of the calendar. Null for no target.' });

const byPriority = Object.fromEntries(PRIORITIES.map((priority) => [priority, targets])) as Record<
  (typeof PRIORITIES)[number],
  typeof targets
>;

export const targetsByPriority = z.strictObject(byPriority).meta({ id: 'SlaTargetsByPriority' });

export const exception = z
  .strictObject({
    category: orNull(category).default(null),
    team: teamKey().nullable().default(null),
    targets: z.strictObject(byPriority).partial(),
  })
  .meta({ id: 'SlaException' });

export const escalationStep = z
  .strictObject({
    after_minutes: minutes(-MAX_TARGET_MINUTES).meta({
      description: 'Working minutes after the target is due. Negative for a step before it.',
    }),
    action: z.enum(ESCALATION_ACTIONS),
    recipient_id: id
      .nullable()
      .default(null)
      .meta({ description: 'The user who gets the mail of the action `mail`' }),
    team: teamKey()
      .nullable()
      .default(null)
      .meta({ description: 'The new team for the action `move_to_team`: id or key' }),
  })
  .meta({ id: 'SlaEscalationStep' });

export const pausingStatus = z.enum(['open', 'in_progress', 'waiting_on_user']).meta({ id: 'PausingStatus' });

const ruleValues = z
  .array(lineOfText({ min: 1, max: 64 }))
  .min(1)
  .max(MAX_RULE_VALUES);
const ruleCondition = z
  .discriminatedUnion('field', [
    z.strictObject({ field: z.enum(RULE_FIELDS), values: ruleValues }),
    z.strictObject({
      field: z.literal('custom_field'),
      key: characters({ min: 1, max: 40 }),
      values: z
        .array(z.union([characters({ min: 1, max: 1000 }), z.number()]))
        .min(1)
        .max(MAX_RULE_VALUES),
    }),
  ])
  .meta({ id: 'SlaCondition', description: 'Holds if the ticket has one of the values' });
export const rule = z
  .strictObject({
    position: z.int().min(0).max(10_000).default(500),
    conditions: z.array(ruleCondition).min(1).max(MAX_RULE_CONDITIONS),
  })
  .meta({
    id: 'SlaRule',
    description:
      'The tickets that the policy applies to: all conditions have to hold. Rules are tried by position.',
  });
