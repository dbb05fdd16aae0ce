import { z } from 'zod';
import { SLA_VERDICTS } from '../../domain/policy-changes/sla-replay.js';
import { characters, instant, pointInTime, referTo } from '../http/fields.js';
import { priority, status } from '../tickets/enums.js';
import { calendarEditSchema, policyEditSchema } from './schema.js';

const reference = characters({ min: 1, max: 80 });

export const policyTrialSchema = z
  .strictObject({
    policy: z.union([reference, policyEditSchema]).meta({
      description: '`name@version`, a name for the newest version, or a complete policy',
    }),
    calendar: z.union([reference, calendarEditSchema]).optional().meta({
      description: 'The same for the calendar. The default is the calendar of the policy.',
    }),
    created_from: referTo(pointInTime).meta({ description: 'Only tickets created at or after this time' }),
    created_to: referTo(pointInTime).meta({
      description: 'Only tickets created before this time, at most 366 days after `created_from`',
    }),
    only_chosen: z.boolean().default(false).meta({
      description: 'True leaves out the tickets that would be under another policy',
    }),
  })
  .meta({
    id: 'PolicyTrial',
    example: { policy: 'default', created_from: '2026-01-01', created_to: '2026-04-01' },
  });

const verdict = z.enum(SLA_VERDICTS).meta({ id: 'SlaVerdict' });
const verdicts = z.object({ now: verdict, then: verdict }).meta({
  id: 'SlaVerdicts',
  description:
    'Actual and simulated results. `pending`: the target is not due yet. `dropped`: the target does not count, because the ticket ended before it was due, was merged, or was closed unresolved.',
});

const tally = z
  .object({ met: z.int(), breached: z.int(), pending: z.int(), dropped: z.int() })
  .meta({ id: 'SlaTally' });
const tallies = z.object({ now: tally, then: tally }).meta({ id: 'SlaTallies' });

export const policyTrialOutcomeSchema = z
  .object({
    as_of: instant,
    total: z.int().meta({ description: 'Number of tickets in the period' }),
    replayed: z.int().meta({ description: 'Number of tickets in this preview: the oldest, at most 1,000' }),
    chosen: z.int().meta({ description: 'Number of these tickets that would be under the policy' }),
    cut_off: z.boolean(),
    first_response: tallies,
    next_response: tallies,
    resolution: tallies,
    tickets: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        status,
        priority,
        policy: z.string().meta({ example: 'default@1' }),
        is_chosen: z.boolean().meta({
          description:
            'True if the organisations and the ordered rules would choose the policy for the ticket as it is now. A policy written out in the request joins the rules.',
        }),
        first_response: verdicts,
        next_response: verdicts,
        resolution: verdicts,
      }),
    ),
  })
  .meta({ id: 'PolicyTrialOutcome' });
