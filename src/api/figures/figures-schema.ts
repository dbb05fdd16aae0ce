import { z } from 'zod';
import { FIGURE_INTERVALS, MAX_FIGURE_DAYS, MAX_FIGURE_PARTS } from '../../domain/figures/period.js';
import { characters, instant, personRef, referTo } from '../http/fields.js';
import { parameterName } from '../http/shared-parameters.js';
import { category, priority, status } from '../tickets/enums.js';

const day = z.iso.date();

const interval = z.enum(FIGURE_INTERVALS).meta({ id: 'FigureInterval' });
const format = z.enum(['json', 'csv']).meta({ id: 'FigureFormat' });

export const figuresQuerySchema = z.strictObject({
  from: day
    .optional()
    .meta({ description: 'First day. By default 29 days before `to`.', ...parameterName('FiguresFrom') }),
  to: day.optional().meta({
    description: `Last day, included. By default today. The period has at most ${MAX_FIGURE_DAYS} days.`,
    ...parameterName('FiguresTo'),
  }),
  interval: referTo(interval)
    .default('day')
    .meta({
      description: `Length of the parts of \`series\`. It has at most ${MAX_FIGURE_PARTS}.`,
      ...parameterName('FiguresInterval'),
    }),
  time_zone: characters({ min: 1, max: 64 })
    .default('UTC')
    .meta({
      description: 'The days are those of this zone: an IANA name',
      example: 'Asia/Kolkata',
      ...parameterName('FiguresTimeZone'),
    }),
  team: characters({ min: 1, max: 64 })
    .optional()
    .meta({ description: 'Id or key of a team', ...parameterName('FiguresTeam') }),
  category: category.optional().meta(parameterName('FiguresCategory')),
  format: referTo(format)
    .optional()
    .meta({
      description: 'csv: the rows as a table. By default what `Accept` prefers, or else json.',
      ...parameterName('FiguresFormat'),
    }),
});

const tickets = z.int().min(0);

const durations = z
  .object({
    tickets: tickets.meta({ description: 'Tickets for which it ended in the period' }),
    median_minutes: z.number().nullable(),
    p90_minutes: z.number().nullable().meta({ description: 'Nine of ten tickets took no longer' }),
  })
  .meta({ id: 'FigureDurations', description: 'Elapsed time, around the clock. At most 2.5 % off.' });

const target = z
  .object({
    met: tickets,
    missed: tickets,
    attainment: z.number().nullable().meta({ description: 'met / (met + missed)' }),
  })
  .meta({
    id: 'FigureTarget',
    description: 'Tickets whose SLA target was met in the period, or fell due in it and was ever missed.',
  });

const figures = z
  .object({
    created: tickets.meta({ description: 'Tickets created in the period' }),
    resolved: tickets.meta({
      description: 'Tickets that were resolved in the period and are not reopened since',
    }),
    open: tickets.meta({ description: 'Tickets created in the period that are not resolved or ended now' }),
    first_response: durations.meta({
      description: 'From creation to the first public answer of staff, by the time of the answer',
    }),
    resolution: durations.meta({
      description: 'From creation to the last resolution, by the time of the resolution',
    }),
    sla: z
      .object({ first_response: target, next_response: target, resolution: target })
      .meta({ id: 'FigureTargets' }),
    satisfaction: z
      .object({
        answers: tickets,
        mean: z.number().nullable().meta({ description: 'From 1 to 5. Of tickets of all priorities.' }),
      })
      .meta({ id: 'FigureSatisfaction' }),
  })
  .meta({ id: 'Figures' });

const period = z
  .object({
    from: day,
    to: day,
    time_zone: z.string(),
    team: z.string().nullable(),
    category: z.string().nullable(),
  })
  .meta({ id: 'FigurePeriod' });

const ofPart = z
  .object({ day, figures })
  .meta({ id: 'FiguresOfPart', description: '`day` is the first day.' });
const ofPriority = z.object({ priority, figures }).meta({ id: 'FiguresOfPriority' });
const series = z.array(ofPart).meta({ description: 'The parts of the period, oldest first' });

export const dashboardSchema = z
  .object({
    period,
    total: figures,
    series,
    backlog: z
      .array(
        z
          .object({ up_to_days: z.int().nullable(), tickets })
          .meta({ id: 'BacklogAge', description: 'Older than the row before. Null for all older ones.' }),
      )
      .meta({ description: 'All open tickets of the selection by age, in UTC days' }),
    counted_at: instant.meta({
      description: 'When the answer was made. Counts follow events within seconds.',
    }),
  })
  .meta({ id: 'Dashboard' });

export const byCategorySchema = z
  .object({
    period,
    rows: z.array(z.object({ category: z.string(), figures }).meta({ id: 'FiguresOfCategory' })),
  })
  .meta({ id: 'FiguresByCategory' });

export const byPrioritySchema = z
  .object({ period, rows: z.array(ofPriority) })
  .meta({ id: 'FiguresByPriority' });

export const byStatusSchema = z
  .object({
    period,
    rows: z.array(
      z.object({ status, tickets }).meta({
        id: 'FiguresOfStatus',
        description: 'Tickets created in the period that have this status now',
      }),
    ),
  })
  .meta({ id: 'FiguresByStatus' });

export const seriesSchema = z
  .object({ period, total: figures, by_priority: z.array(ofPriority), series })
  .meta({ id: 'FigureSeries' });

export const agentsSchema = z
  .object({
    period,
    rows: z
      .array(
        z
          .object({
            person: personRef,
            load: tickets.meta({ description: 'Assigned tickets now' }),
            capacity: tickets,
            utilisation: z.number().nullable().meta({ description: 'load / capacity, now' }),
            resolved_per_place: z
              .number()
              .nullable()
              .meta({ description: 'resolved / capacity: compares people with different capacities' }),
            figures,
          })
          .meta({
            id: 'FiguresOfAgent',
            description: 'Of tickets that the person is assigned to now. First responses are not counted.',
          }),
      )
      .meta({ description: 'Active moderators, most resolved tickets per place first' }),
  })
  .meta({ id: 'FiguresByAgent' });
