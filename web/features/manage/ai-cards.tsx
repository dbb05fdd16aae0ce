import { useQuery } from '@tanstack/react-query';
import { LoadError } from '../../app/frame/screen-states.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Bars } from './charts/bars.js';
import { ChartCard } from './charts/chart-card.js';
import { aiQuery } from './queries.js';
import { useManageSay } from './texts/texts.js';

/** How right AI was by the judgement of staff, and what it cost. */
export function AiCards() {
  const t = useManageSay();
  const say = useSay();
  const format = useFormat();
  const { data, error, refetch } = useQuery(aiQuery);
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={4} label={say('app.loading')} />
    ) : (
      <LoadError error={error} onRetry={() => void refetch()} />
    );
  }
  const percent = (share: number | null) =>
    share === null ? '–' : `${format.number(Math.round(share * 100))} %`;
  const named = (one: { readonly provider: string; readonly model: string }) =>
    `${one.provider} ${one.model}`;
  return (
    <>
      <ChartCard
        title={t('ai.accuracy')}
        hint={t('ai.accuracy.hint')}
        table={{
          heads: [t('ai.model'), t('tickets'), t('category'), t('priority'), t('ai.type')],
          rows: data.models.map((model) => [
            named(model),
            format.number(model.tickets),
            percent(model.accuracy.category),
            percent(model.accuracy.priority),
            percent(model.accuracy.type),
          ]),
        }}
      >
        <Bars
          title={t('ai.accuracy')}
          bars={data.models.map((model) => ({
            label: named(model),
            value: Math.round((model.accuracy.category ?? 0) * 100),
            of: 100,
            text: percent(model.accuracy.category),
          }))}
        />
      </ChartCard>
      <ChartCard
        title={t('ai.calls')}
        table={{
          heads: [t('ai.task'), t('ai.calls'), t('ai.failed'), t('ai.cost'), t('ai.latency')],
          rows: data.calls.map((call) => [
            `${call.task} ${named(call)}`,
            format.number(call.calls),
            format.number(call.failed),
            format.number(Math.round(call.cost * 100) / 100),
            `${format.number(Math.round(call.mean_latency_ms))} ms`,
          ]),
        }}
      >
        <Bars
          title={t('ai.calls')}
          bars={data.calls.map((call) => ({
            label: `${call.task} ${call.model}`,
            value: call.calls,
            text: t('ai.calls-of', { calls: call.calls, failed: call.failed }),
          }))}
        />
      </ChartCard>
    </>
  );
}
