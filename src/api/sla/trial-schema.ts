import { z } from 'zod';
import { SLA_VERDICTS } from '../../domain/policy-changes/sla-replay.js';
import { characters, instant, pointInTime, referTo } from '../http/fields.js';
import { priority, status } from '../tickets/enums.js';
import { calendarEditSchema, policyEditSchema } from './schema.js';

const reference = characters({ min: 1, max: 80 });

export const policyTrialSchema = z
  .strictObject({
    policy: z.union([reference, policyEditSchema]).meta({
      description: '`name@version`, a name for its newest version, or a policy written out',
    }),
    calendar: z.union([reference, calendarEditSchema]).optional().meta({
      description: 'The same for the calendar; without it the one that the policy names',
    }),
    created_from: referTo(pointInTime).meta({ description: 'Tickets made from then on' }),
    created_to: referTo(pointInTime).meta({ description: 'and before then, at most 366 days later' }),
  })
  .meta({
    id: 'PolicyTrial',
    example: { policy: 'default', created_from: '2026-01-01', created_to: '2026-04-01' },
  });

const verdict = z.enum(SLA_VERDICTS).meta({ id: 'SlaVerdict' });
const verdicts = z.object({ now: verdict, then: verdict }).meta({
  id: 'SlaVerdicts',
  description:
    'How it has come out, and how it would have: `pending` is still to be kept, `dropped` is left out: the ticket ended before it was due, was merged, or nobody solved it.',
});

const tally = z
  .object({ met: z.int(), breached: z.int(), pending: z.int(), dropped: z.int() })
  .meta({ id: 'SlaTally' });
const tallies = z.object({ now: tally, then: tally }).meta({ id: 'SlaTallies' });

export const policyTrialOutcomeSchema = z
  .object({
    as_of: instant,
    total: z.int().meta({ description: 'How many tickets the period has' }),
    replayed: z.int().meta({ description: 'How many of them this tells of: the oldest, at most 1,000' }),
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
        first_response: verdicts,
        next_response: verdicts,
        resolution: verdicts,
      }),
    ),
  })
  .meta({ id: 'PolicyTrialOutcome' });
