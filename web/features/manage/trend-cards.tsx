import type { Schemas } from '../../../src/client/client.js';
import { useFormat } from '../../texts/use-texts.js';
import { axisEnd, type Point } from './charts/axis.js';
import { Bars } from './charts/bars.js';
import { ChartCard } from './charts/chart-card.js';
import { Lines, type Line } from './charts/lines.js';
import { attainmentOf } from './figures.js';
import { csvOf, type Selection } from './period.js';
import { useManageSay } from './texts/texts.js';

type Figures = Schemas['Figures'];

const MINUTE_MS = 60_000;
const MINUTES_OF_HOUR = 60;
/** Older tickets are shown in red. */
const OLD_DAYS = 14;

/** What changes over the period, and how old the open tickets are. */
export function TrendCards({
  dashboard,
  selection,
}: {
  readonly dashboard: Schemas['Dashboard'];
  readonly selection: Selection;
}) {
  const t = useManageSay();
  const format = useFormat();
  const { series, backlog, total } = dashboard;
  const points = (of: (figures: Figures) => number | null): readonly Point[] =>
    series.map((part) => ({ label: format.day(part.day), value: of(part.figures) }));
  const time = (minutes: number) => format.duration(minutes * MINUTE_MS);
  /** A scale of whole minutes, or of whole hours. */
  const timeEnd = (of: (figures: Figures) => number | null) => {
    const values = series.map((part) => of(part.figures) ?? 0);
    return Math.max(...values) > 2 * MINUTES_OF_HOUR
      ? axisEnd(values.map((value) => value / MINUTES_OF_HOUR)) * MINUTES_OF_HOUR
      : axisEnd(values);
  };
  const percent = (share: number) => `${format.number(Math.round(share))} %`;
  const number = (value: number) => format.number(Math.round(value * 10) / 10);
  const hasFigures = total.created + total.resolved > 0;
  const csv = csvOf('dashboard', selection);

  const trend = (title: string, lines: readonly Line[], write: (value: number) => string, most?: number) => {
    const isEmpty = lines.every((line) => line.points.every(({ value }) => value === null || value === 0));
    const rows = (lines[0]?.points ?? []).map(({ label }, index) => [
      label,
      ...lines.map((line) => {
        const value = line.points[index]?.value ?? null;
        return value === null ? '–' : write(value);
      }),
    ]);
    return (
      <ChartCard
        title={title}
        hint={t(`per.${selection.interval}`)}
        csv={csv}
        table={{ heads: [t('time'), ...lines.map(({ name }) => name)], rows: isEmpty ? [] : rows }}
      >
        <Lines title={title} lines={lines} write={write} {...(most === undefined ? {} : { most })} />
      </ChartCard>
    );
  };

  const bars = backlog.map(({ up_to_days: days, tickets }, index) => ({
    label:
      days === null
        ? t('age.older', { days: backlog[index - 1]?.up_to_days ?? 0 })
        : t('age.up-to', { count: days }),
    value: tickets,
    text: format.number(tickets),
    isBad: days === null || days > OLD_DAYS,
  }));
  return (
    <>
      {trend(
        t('created-resolved'),
        [
          { name: t('created'), points: points(({ created }) => created) },
          { name: t('resolved'), points: points(({ resolved }) => resolved), isQuiet: true },
        ],
        number,
      )}
      {trend(
        t('sla'),
        [
          {
            name: t('sla'),
            points: points(({ sla }) => {
              const share = attainmentOf(sla);
              return share === null ? null : share * 100;
            }),
          },
        ],
        percent,
        100,
      )}
      <ChartCard
        title={t('backlog')}
        hint={t('open-now', { count: total.open })}
        csv={csv}
        table={{
          heads: [t('age'), t('tickets')],
          rows: total.open === 0 ? [] : bars.map(({ label, text }) => [label, text]),
        }}
      >
        <Bars title={t('backlog')} bars={bars} />
      </ChartCard>
      {trend(
        t('first-response'),
        [{ name: t('median'), points: points((figures) => figures.first_response.median_minutes) }],
        time,
        timeEnd((figures) => figures.first_response.median_minutes),
      )}
      {trend(
        t('resolution'),
        [{ name: t('median'), points: points((figures) => figures.resolution.median_minutes) }],
        time,
        timeEnd((figures) => figures.resolution.median_minutes),
      )}
      {hasFigures
        ? trend(
            t('satisfaction'),
            [{ name: t('mean'), points: points((figures) => figures.satisfaction.mean) }],
            number,
            5,
          )
        : null}
    </>
  );
}
