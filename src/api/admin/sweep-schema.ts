import { z } from 'zod';
import { instant, orNull, referTo } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';

const tally = z
  .object({
    count: z.int(),
    tickets: z.array(z.string()).meta({ description: 'Numbers, of the first 500' }),
  })
  .meta({ id: 'TicketTally' });

const report = z
  .object({
    checked: z.int().meta({ description: 'Open tickets looked at' }),
    repaired: referTo(tally).meta({
      description: 'Their workflow was missing or had ended; it was started again',
    }),
    lingering: referTo(tally).meta({
      description: 'Over, while their workflow still ran; it was told to look',
    }),
    stuck: referTo(tally).meta({ description: 'For a person to look at' }),
    failed: referTo(tally).meta({ description: 'Could not be judged; the log says why' }),
    events_published: z.int(),
    events_unpublished: z.int(),
  })
  .meta({ id: 'SweepReport' });

const sweep = z
  .object({
    id: z.string(),
    requested_by: z.string().nullable().meta({ description: 'Account; null for the schedule' }),
    started_at: instant,
    finished_at: instant
      .nullable()
      .meta({ description: 'Null, like `report`, while it is under way, and for one that was given up' }),
    report: orNull(report),
  })
  .meta({ id: 'Sweep' });

export const sweepSchema = z.object({ sweep }).meta({ id: 'SweepAnswer' });

export const sweepQuerySchema = z.strictObject(listQuery());

export const sweepListSchema = z.object({ sweeps: z.array(sweep), ...listFields }).meta({ id: 'SweepList' });
