import { z } from 'zod';
import { instant, orNull, referTo } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';

const tally = z
  .object({
    count: z.int(),
    tickets: z.array(z.string()).meta({ description: 'Numbers of the first 500 tickets' }),
  })
  .meta({ id: 'TicketTally' });

const report = z
  .object({
    checked: z.int().meta({ description: 'Open tickets checked' }),
    repaired: referTo(tally).meta({
      description: 'Tickets whose workflow was missing or had ended. It was started again.',
    }),
    lingering: referTo(tally).meta({
      description: 'Closed or cancelled tickets whose workflow still ran. It was woken.',
    }),
    stuck: referTo(tally).meta({ description: 'Tickets that a person has to check' }),
    failed: referTo(tally).meta({
      description: 'Tickets that could not be checked. The log has the reason.',
    }),
    corrected_loads: z.int().meta({
      description: 'People whose load differed from the weights of their open tickets. It was corrected.',
    }),
    events_published: z.int(),
    events_unpublished: z.int(),
  })
  .meta({ id: 'SweepReport' });

const sweep = z
  .object({
    id: z.string(),
    requested_by: z
      .string()
      .nullable()
      .meta({ description: 'The account that started the sweep. Null for the schedule.' }),
    started_at: instant,
    finished_at: instant
      .nullable()
      .meta({ description: 'Null, like `report`, while the sweep runs or if it was abandoned' }),
    report: orNull(report),
  })
  .meta({ id: 'Sweep' });

export const sweepSchema = z.object({ sweep }).meta({ id: 'SweepAnswer' });

export const sweepQuerySchema = z.strictObject(listQuery());

export const sweepListSchema = z.object({ sweeps: z.array(sweep), ...listFields }).meta({ id: 'SweepList' });
