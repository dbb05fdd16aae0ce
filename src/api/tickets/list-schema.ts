import { z } from 'zod';
import { SLA_STATES } from '../../domain/sla/sla.js';
import { PRIORITIES, STATUSES } from '../../domain/ticket-fields.js';
import { instant, personRef } from '../http/fields.js';
import { listFields } from '../http/paging.js';
import { ticketSchema } from './schema.js';

export const ticketListSchema = z
  .object({
    tickets: z.array(ticketSchema),
    ...listFields,
  })
  .meta({ id: 'TicketList' });

const count = z.int();

function countOfEach<K extends string>(kinds: readonly K[]) {
  return z.object(Object.fromEntries(kinds.map((kind) => [kind, count])) as Record<K, typeof count>);
}

export const ticketSummarySchema = z
  .object({
    total: count,
    by_status: countOfEach(STATUSES),
    by_priority: countOfEach(PRIORITIES),
    by_category: z.record(z.string(), count),
    by_sla_state: countOfEach(SLA_STATES),
    unassigned: count.meta({ description: 'Tickets without an assignee that are not closed or cancelled.' }),
    breached: count.meta({
      description: 'Tickets with a breached SLA target, including targets that were met late.',
    }),
  })
  .meta({ id: 'TicketSummary' });

export const tombstoneListSchema = z
  .object({
    deleted_tickets: z.array(
      z
        .object({
          id: z.string(),
          number: z.string(),
          deleted_at: instant,
          deleted_by: personRef,
          reason: z.string().nullable(),
        })
        .meta({ id: 'Tombstone' }),
    ),
    ...listFields,
  })
  .meta({ id: 'TombstoneList' });
