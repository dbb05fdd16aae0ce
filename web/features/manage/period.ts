export const PERIODS = ['week', 'month', 'quarter', 'year'] as const;
export type PeriodName = (typeof PERIODS)[number];

const LENGTHS = {
  week: { days: 7, interval: 'day' },
  month: { days: 30, interval: 'day' },
  quarter: { days: 84, interval: 'week' },
  year: { days: 365, interval: 'month' },
} as const satisfies Record<PeriodName, { readonly days: number; readonly interval: string }>;

export interface Selection {
  readonly from: string;
  readonly to: string;
  readonly interval: 'day' | 'week' | 'month';
  readonly time_zone: string;
  readonly team?: string;
  readonly category?: string;
}

/** Returns the parameters of the figures: the period ends today, where the person is. */
export function selectionOf(
  period: PeriodName,
  timeZone: string,
  now: Date,
  { team, category }: { readonly team: string; readonly category: string },
): Selection {
  const { days, interval } = LENGTHS[period];
  const to = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
  const first = new Date(`${to}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - days + 1);
  return {
    from: first.toISOString().slice(0, 10),
    to,
    interval,
    time_zone: timeZone,
    ...(team === '' ? {} : { team }),
    ...(category === '' ? {} : { category }),
  };
}

/** The address of figures as CSV. The session cookie goes with a download. */
export function csvOf(figures: string, selection: Selection): string {
  return `/api/v1/metrics/${figures}?${new URLSearchParams({ ...selection, format: 'csv' }).toString()}`;
}
