import {
  readAgents,
  readBacklog,
  readByCategory,
  readByPriority,
  readByStatus,
  readTotals,
  type FigureQuery,
} from '../../app/figures/read-figures.js';
import { currentTeamKey } from '../../domain/desk/teams.js';
import { addDays } from '../../domain/time.js';
import { STATUSES } from '../../domain/ticket-fields.js';
import type { z } from 'zod';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { csvReply } from './csv.js';
import {
  presentAgent,
  presentFigures,
  presentPeriod,
  presentPriorities,
  presentSeries,
} from './figures-presenter.js';
import {
  agentsSchema,
  byCategorySchema,
  byPrioritySchema,
  byStatusSchema,
  dashboardSchema,
  figuresQuerySchema,
  seriesSchema,
} from './figures-schema.js';

type Query = z.output<typeof figuresQuerySchema>;

const FORM = { method: 'get', tag: 'figures', request: { query: figuresQuerySchema } } as const;
const DEFINITION = 'Tickets count by the category, team, priority and assignee that they have now.';

/** The figures of the desk, from counts that follow the event log. */
export function figureRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      ...FORM,
      path: '/api/v1/metrics/dashboard',
      operationId: 'getDashboard',
      summary: 'Get the figures of the desk',
      description: `${DEFINITION} The CSV has the parts of the series.`,
      action: 'figures.read',
      responses: { 200: { description: 'The figures', schema: dashboardSchema, isAlsoCsv: true } },
      handle: async ({ query }, { actor, prefersCsv }) => {
        const asked = await toQuery(deps, query);
        const { total, series } = await readTotals(deps, actor, asked);
        const parts = presentSeries(series);
        if (isCsv(query, prefersCsv)) return csvReply(parts);
        const backlog = await readBacklog(deps, actor, asked);
        return reply(
          200,
          {
            period: presentPeriod(asked),
            total: presentFigures(total),
            series: parts,
            backlog: backlog.map(({ upToDays, tickets }) => ({ up_to_days: upToDays, tickets })),
            counted_at: deps.clock.now().toISOString(),
          },
          VARY,
        );
      },
    }),
    route({
      ...FORM,
      path: '/api/v1/metrics/tickets-by-category',
      operationId: 'getFiguresByCategory',
      summary: 'Get the figures of each category',
      description: DEFINITION,
      action: 'figures.read',
      responses: {
        200: { description: 'A row for each category', schema: byCategorySchema, isAlsoCsv: true },
      },
      handle: async ({ query }, { actor, prefersCsv }) => {
        const asked = await toQuery(deps, query);
        const found = await readByCategory(deps, actor, asked);
        const rows = found.map(({ key, figures }) => ({ category: key, figures: presentFigures(figures) }));
        return isCsv(query, prefersCsv)
          ? csvReply(rows)
          : reply(200, { period: presentPeriod(asked), rows }, VARY);
      },
    }),
    route({
      ...FORM,
      path: '/api/v1/metrics/tickets-by-priority',
      operationId: 'getFiguresByPriority',
      summary: 'Get the figures of each priority',
      description: DEFINITION,
      action: 'figures.read',
      responses: {
        200: { description: 'A row for each priority', schema: byPrioritySchema, isAlsoCsv: true },
      },
      handle: async ({ query }, { actor, prefersCsv }) => {
        const asked = await toQuery(deps, query);
        const rows = presentPriorities(await readByPriority(deps, actor, asked));
        return isCsv(query, prefersCsv)
          ? csvReply(rows)
          : reply(200, { period: presentPeriod(asked), rows }, VARY);
      },
    }),
    route({
      ...FORM,
      path: '/api/v1/metrics/tickets-by-status',
      operationId: 'getFiguresByStatus',
      summary: 'Get the tickets of a period by status',
      description: DEFINITION,
      action: 'figures.read',
      responses: { 200: { description: 'A row for each status', schema: byStatusSchema, isAlsoCsv: true } },
      handle: async ({ query }, { actor, prefersCsv }) => {
        const asked = await toQuery(deps, query);
        const counts = await readByStatus(deps, actor, asked);
        const rows = STATUSES.map((status) => ({ status, tickets: counts.get(status) ?? 0 }));
        return isCsv(query, prefersCsv)
          ? csvReply(rows)
          : reply(200, { period: presentPeriod(asked), rows }, VARY);
      },
    }),
    seriesRoute(deps, {
      path: '/api/v1/metrics/resolution-time',
      operationId: 'getResolutionTimes',
      summary: 'Get times to resolution and first response',
    }),
    seriesRoute(deps, {
      path: '/api/v1/metrics/sla',
      operationId: 'getSlaFigures',
      summary: 'Get the attainment of SLA targets',
    }),
    route({
      ...FORM,
      path: '/api/v1/metrics/agents',
      operationId: 'getAgentFigures',
      summary: 'Get the figures of each moderator',
      description: `${DEFINITION} Counts stand beside load and capacity, because people work different hours.`,
      action: 'agent_figures.read',
      responses: { 200: { description: 'A row for each moderator', schema: agentsSchema, isAlsoCsv: true } },
      handle: async ({ query }, { actor, prefersCsv }) => {
        const asked = await toQuery(deps, query);
        const rows = (await readAgents(deps, actor, asked)).map(presentAgent);
        return isCsv(query, prefersCsv)
          ? csvReply(rows)
          : reply(200, { period: presentPeriod(asked), rows }, VARY);
      },
    }),
  ];
}

/** Durations and targets, in total, by priority and by part of the period. */
function seriesRoute(deps: ApiDeps, names: Pick<Route, 'path' | 'operationId' | 'summary'>): Route {
  return route({
    ...FORM,
    ...names,
    description: `${DEFINITION} The CSV has the parts of the series.`,
    action: 'figures.read',
    responses: { 200: { description: 'The figures', schema: seriesSchema, isAlsoCsv: true } },
    handle: async ({ query }, { actor, prefersCsv }) => {
      const asked = await toQuery(deps, query);
      const { total, byPriority, series } = await readTotals(deps, actor, asked);
      const parts = presentSeries(series);
      if (isCsv(query, prefersCsv)) return csvReply(parts);
      const body = {
        period: presentPeriod(asked),
        total: presentFigures(total),
        by_priority: presentPriorities(byPriority),
        series: parts,
      };
      return reply(200, body, VARY);
    },
  });
}

/** The answer depends on `Accept` where no `format` is given. */
const VARY = { Vary: 'Accept' };

function isCsv({ format }: Query, prefersCsv: boolean): boolean {
  return format === undefined ? prefersCsv : format === 'csv';
}

/** Today is the UTC day where no last day is given. */
async function toQuery(deps: ApiDeps, query: Query): Promise<FigureQuery> {
  const to = query.to ?? deps.clock.now().toISOString().slice(0, 10);
  const from =
    query.from ??
    addDays(new Date(`${to}T00:00:00Z`), -29)
      .toISOString()
      .slice(0, 10);
  const { interval, time_zone: timeZone, category } = query;
  const team = query.team === undefined ? undefined : currentTeamKey(await deps.teams.all(), query.team);
  return { from, to, interval, timeZone, category, team };
}
