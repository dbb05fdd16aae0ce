import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Bars, type Bar } from './charts/bars.js';
import { ChartCard } from './charts/chart-card.js';
import { attainmentOf } from './figures.js';
import { csvOf, type Selection } from './period.js';
import { agentsQuery, categoriesQuery, prioritiesQuery, statusesQuery } from './queries.js';
import { useManageSay } from './texts/texts.js';

const MAX_BARS = 12;

/** The figures of each person, category, priority and status. */
export function PartCards({
  selection,
  categories,
}: {
  readonly selection: Selection;
  readonly categories: readonly Pick<Schemas['Category'], 'key' | 'label'>[];
}) {
  const t = useManageSay();
  const say = useSay();
  const format = useFormat();
  const nameOf = (key: string) => categories.find((one) => one.key === key)?.label ?? key;
  const share = (figures: Schemas['Figures']) => {
    const met = attainmentOf(figures.sla);
    return met === null ? '–' : `${format.number(Math.round(met * 100))} %`;
  };
  const byCategory = useQuery(categoriesQuery(selection));
  const byPriority = useQuery(prioritiesQuery(selection));
  const byStatus = useQuery(statusesQuery(selection));
  return (
    <>
      <Load selection={selection} />
      <Part
        title={t('by-category')}
        csv={csvOf('tickets-by-category', selection)}
        query={byCategory}
        heads={[t('category'), t('created'), t('resolved'), t('sla')]}
        rows={byCategory.data?.rows.map(({ category, figures }) => ({
          label: nameOf(category),
          value: figures.created,
          cells: [format.number(figures.created), format.number(figures.resolved), share(figures)],
        }))}
      />
      <Part
        title={t('by-priority')}
        csv={csvOf('tickets-by-priority', selection)}
        query={byPriority}
        heads={[t('priority'), t('created'), t('resolved'), t('sla')]}
        rows={byPriority.data?.rows.map(({ priority, figures }) => ({
          label: say(`priority.${priority}`),
          value: figures.created,
          cells: [format.number(figures.created), format.number(figures.resolved), share(figures)],
        }))}
      />
      <Part
        title={t('by-status')}
        csv={csvOf('tickets-by-status', selection)}
        query={byStatus}
        heads={[t('status'), t('tickets')]}
        rows={byStatus.data?.rows.map(({ status, tickets }) => ({
          label: say(`status.${status}`),
          value: tickets,
          cells: [format.number(tickets)],
        }))}
      />
    </>
  );
}

interface Asked {
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

function Part({
  title,
  csv,
  query,
  heads,
  rows,
}: {
  readonly title: string;
  readonly csv: string;
  readonly query: Asked;
  readonly heads: readonly string[];
  readonly rows:
    | readonly { readonly label: string; readonly value: number; readonly cells: readonly string[] }[]
    | undefined;
}) {
  const say = useSay();
  if (rows === undefined) return <Waiting query={query} label={say('app.loading')} />;
  const counted = rows.filter(({ value }) => value > 0);
  const bars = [...counted].sort((a, b) => b.value - a.value).slice(0, MAX_BARS);
  return (
    <ChartCard
      title={title}
      csv={csv}
      table={{ heads, rows: counted.map(({ label, cells }) => [label, ...cells]) }}
    >
      <Bars
        title={title}
        bars={bars.map(({ label, value, cells }) => ({ label, value, text: cells[0] ?? '' }))}
      />
    </ChartCard>
  );
}

/** How much each moderator has, of how much they can have. */
function Load({ selection }: { readonly selection: Selection }) {
  const t = useManageSay();
  const say = useSay();
  const format = useFormat();
  const agents = useQuery(agentsQuery(selection));
  if (agents.data === undefined) return <Waiting query={agents} label={say('app.loading')} />;
  const { rows } = agents.data;
  const bars = [...rows]
    .sort((a, b) => (b.utilisation ?? 0) - (a.utilisation ?? 0))
    .slice(0, MAX_BARS)
    .map(({ person, load, capacity }): Bar => ({
      label: person.name,
      value: load,
      of: capacity,
      text: t('load-of', { load, capacity }),
    }));
  return (
    <ChartCard
      title={t('load')}
      hint={t('load.hint')}
      csv={csvOf('agents', selection)}
      table={{
        heads: [t('person'), t('load'), t('capacity'), t('resolved'), t('satisfaction')],
        rows: rows.map(({ person, load, capacity, figures }) => [
          person.name,
          format.number(load),
          format.number(capacity),
          format.number(figures.resolved),
          figures.satisfaction.mean === null
            ? '–'
            : format.number(Math.round(figures.satisfaction.mean * 10) / 10),
        ]),
      }}
    >
      <Bars title={t('load')} bars={bars} />
    </ChartCard>
  );
}

function Waiting({ query, label }: { readonly query: Asked; readonly label: string }) {
  return query.error === null ? (
    <Skeleton rows={4} label={label} />
  ) : (
    <LoadError error={query.error} onRetry={() => void query.refetch()} />
  );
}
