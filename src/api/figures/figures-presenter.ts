import type { z } from 'zod';
import type { AgentRow, FigureQuery, FigureRow } from '../../app/figures/read-figures.js';
import type { DurationFigures, Figures, TargetFigures } from '../../domain/figures/tally.js';
import { PRIORITIES } from '../../domain/ticket-fields.js';
import type { agentsSchema, dashboardSchema, seriesSchema } from './figures-schema.js';

type FiguresView = z.input<typeof dashboardSchema>['total'];

export function presentFigures(figures: Figures): FiguresView {
  const { created, resolved, open, firstResponse, resolution, targets, satisfaction } = figures;
  return {
    created,
    resolved,
    open,
    first_response: presentDurations(firstResponse),
    resolution: presentDurations(resolution),
    sla: {
      first_response: presentTarget(targets.firstResponse),
      next_response: presentTarget(targets.nextResponse),
      resolution: presentTarget(targets.resolution),
    },
    satisfaction: { ...satisfaction },
  };
}

export function presentPeriod({ from, to, timeZone, team, category }: FigureQuery) {
  return { from, to, time_zone: timeZone, team: team ?? null, category: category ?? null };
}

export function presentSeries(series: readonly FigureRow[]): z.input<typeof seriesSchema>['series'] {
  return series.map(({ key, figures }) => ({ day: key, figures: presentFigures(figures) }));
}

export function presentPriorities(rows: readonly FigureRow[]): z.input<typeof seriesSchema>['by_priority'] {
  return PRIORITIES.flatMap((priority) =>
    rows
      .filter(({ key }) => key === priority)
      .map(({ figures }) => ({ priority, figures: presentFigures(figures) })),
  );
}

export function presentAgent(row: AgentRow): z.input<typeof agentsSchema>['rows'][number] {
  const { person, load, capacity, figures } = row;
  const perPlace = (count: number) => (capacity === 0 ? null : count / capacity);
  return {
    person: { id: person.id, name: person.name },
    load,
    capacity,
    utilisation: perPlace(load),
    resolved_per_place: perPlace(figures.resolved),
    figures: presentFigures(figures),
  };
}

function presentDurations({ tickets, medianMinutes, p90Minutes }: DurationFigures) {
  return { tickets, median_minutes: rounded(medianMinutes), p90_minutes: rounded(p90Minutes) };
}

/** More digits than the histogram has would be invented. */
function rounded(minutes: number | null): number | null {
  return minutes === null ? null : Number(minutes.toPrecision(4));
}

function presentTarget({ met, missed, attainment }: TargetFigures) {
  return { met, missed, attainment };
}
