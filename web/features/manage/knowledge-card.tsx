import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LoadError } from '../../app/frame/screen-states.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Bars } from './charts/bars.js';
import { ChartCard } from './charts/chart-card.js';
import { gapsQuery } from './queries.js';
import { useManageSay } from './texts/texts.js';

const MAX_BARS = 8;

/** What was asked this week and no article answers. */
export function KnowledgeCard() {
  const t = useManageSay();
  const say = useSay();
  const format = useFormat();
  const { data, error, refetch } = useQuery(gapsQuery);
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={4} label={say('app.loading')} />
    ) : (
      <LoadError error={error} onRetry={() => void refetch()} />
    );
  }
  const bars = data.questions.map(({ words, ticket_count: count }) => ({
    label: words.join(' '),
    value: count,
    text: format.number(count),
  }));
  return (
    <ChartCard
      title={t('gaps')}
      hint={t('gaps.hint')}
      table={{ heads: [t('gaps.words'), t('tickets')], rows: bars.map(({ label, text }) => [label, text]) }}
    >
      <Bars title={t('gaps')} bars={bars.slice(0, MAX_BARS)} />
      <Link to="/settings/$page" params={{ page: 'gaps' }}>
        {t('gaps.all')}
      </Link>
    </ChartCard>
  );
}
