import { useQuery } from '@tanstack/react-query';
import { isItem, textAt, valueAt } from '../kit/item.js';
import { LoadError } from '../../../app/frame/screen-states.js';
import { useSay } from '../../../texts/use-texts.js';
import { Badge } from '../../../ui/badge.js';
import { Skeleton } from '../../../ui/blank.js';
import { Button } from '../../../ui/button.js';
import styles from '../kit/kit.module.css';
import { Page } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';

const POLL_MS = 10_000;

/** Whether every part of the system works. A dead part answers 503 with the same body. */
export function HealthPage() {
  const t = useAdminSay();
  const say = useSay();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['admin', 'health'],
    refetchInterval: POLL_MS,
    queryFn: async ({ signal }) => {
      const answer: unknown = await (await fetch('/health', { signal })).json();
      return answer;
    },
  });
  const services = valueAt(data, 'services');
  return (
    <Page
      title={t('health')}
      end={
        <Button icon="refresh" isPending={isFetching} onClick={() => void refetch()}>
          {t('check-now')}
        </Button>
      }
    >
      {!isItem(services) ? (
        error === null ? (
          <Skeleton rows={8} label={say('app.loading')} />
        ) : (
          <LoadError error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <div className={styles['scroll']} role="group" aria-label={t('health')} tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('part')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('latency')}</th>
                <th scope="col">{t('details')}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(services).map(([name, service]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <Status status={textAt(service, 'status')} />
                  </td>
                  <td>{textAt(service, 'latency_ms')} ms</td>
                  <td className={styles['muted']}>{detailsOf(service)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

const TONES: Readonly<Record<string, 'met' | 'warning' | 'breach'>> = {
  up: 'met',
  ok: 'met',
  degraded: 'warning',
  down: 'breach',
};

function Status({ status }: { readonly status: string }) {
  return <Badge tone={TONES[status] ?? 'plain'}>{status}</Badge>;
}

function detailsOf(service: unknown): string {
  if (!isItem(service)) return '';
  return Object.entries(service)
    .filter(([key, value]) => key !== 'status' && key !== 'latency_ms' && value !== null)
    .map(([key, value]) => `${key.replaceAll('_', ' ')}: ${String(value)}`)
    .join(' · ');
}
