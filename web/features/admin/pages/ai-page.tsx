import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { LoadError } from '../../../app/frame/screen-states.js';
import { useFormat, useSay } from '../../../texts/use-texts.js';
import { Badge } from '../../../ui/badge.js';
import { Banner } from '../../../ui/blocks/banner.js';
import { Skeleton } from '../../../ui/blank.js';
import { Button } from '../../../ui/button.js';
import { Moment } from '../../../ui/moment.js';
import { Fault } from '../kit/fault.js';
import styles from '../kit/kit.module.css';
import { Card, Page } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';
import { Rerun } from './rerun.js';
import { MoreButton } from '../kit/more-button.js';

const STATE_POLL_MS = 15_000;
const TRAINING_POLL_MS = 2_000;
const TONES = { up: 'met', degraded: 'warning', down: 'breach', off: 'plain' } as const;

/** Providers of AI with their faults, the local classifier, and triage that runs again. */
export function AiPage() {
  const t = useAdminSay();
  return (
    <Page title={t('ai')}>
      <Agents />
      <Models />
      <Rerun />
    </Page>
  );
}

function Agents() {
  const t = useAdminSay();
  const say = useSay();
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'ai-agents'],
    refetchInterval: STATE_POLL_MS,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/ai/agents/status', { signal })),
  });
  return (
    <Card title={t('ai.agents')}>
      {data === undefined ? (
        error === null ? (
          <Skeleton rows={3} label={say('app.loading')} />
        ) : (
          <LoadError error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          {data.config_faults.map(({ path, message }) => (
            <Banner key={path + message} tone="warning" icon="warn">
              <code>{path}</code>: {message}
            </Banner>
          ))}
          <div className={styles['scroll']} role="group" aria-label={t('ai.agents')} tabIndex={0}>
            <table className={styles['table']}>
              <thead>
                <tr>
                  <th scope="col">{t('task')}</th>
                  <th scope="col">{t('provider')}</th>
                  <th scope="col">{t('state')}</th>
                  <th scope="col">{t('latency')}</th>
                  <th scope="col">{t('error-rate')}</th>
                  <th scope="col">{t('spend')}</th>
                  <th scope="col">{t('fault')}</th>
                </tr>
              </thead>
              <tbody>
                {data.agents.flatMap(({ task, providers }) =>
                  providers.map((one) => (
                    <tr key={task + one.provider + one.model}>
                      <th scope="row">{task}</th>
                      <td>
                        {one.provider} · {one.model}
                      </td>
                      <td>
                        <Badge tone={TONES[one.state]}>{one.state}</Badge>
                      </td>
                      <td>{one.latency_ms === null ? '–' : `${format.number(one.latency_ms)} ms`}</td>
                      <td>
                        {one.error_rate === null
                          ? '–'
                          : `${format.number(Math.round(one.error_rate * 100))} %`}
                      </td>
                      <td>{format.number(one.spend_today)}</td>
                      <td dir="auto">{one.last_error ?? '–'}</td>
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Card>
  );
}

function Models() {
  const t = useAdminSay();
  const say = useSay();
  const queries = useQueryClient();
  const key = ['admin', 'ai-models'];
  const list = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/admin/ai/models', {
          params: { query: pageParam === '' ? {} : { cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.training.is_running === true ? TRAINING_POLL_MS : false,
  });
  const changed = () => void queries.invalidateQueries({ queryKey: key });
  const train = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/admin/ai/models/train')),
    onSuccess: changed,
  });
  const activate = useMutation({
    mutationFn: (version: number) =>
      answerOf(
        api.POST('/api/v1/admin/ai/models/{version}/activate', {
          params: { path: { version: String(version) } },
        }),
      ),
    onSuccess: changed,
  });
  const first = list.data?.pages[0];
  if (first === undefined) {
    return (
      <Card title={t('ai.models')}>
        {list.isError ? (
          <LoadError error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton rows={3} label={say('app.loading')} />
        )}
      </Card>
    );
  }
  const { active, training } = first;
  return (
    <Card title={t('ai.models')}>
      <p>
        {active.version === 0 ? t('ai.rules') : t('ai.active', { version: active.version })}
        {active.is_pinned ? ` ${t('ai.pinned')}` : ''}
      </p>
      <p role="status">
        {training.is_running
          ? t('ai.training')
          : training.last === null
            ? t('ai.untrained')
            : t('ai.last', { result: training.last.result, examples: training.last.examples })}
      </p>
      <span className={styles['buttons']}>
        <Button isPending={train.isPending || training.is_running} onClick={() => train.mutate()}>
          {t('ai.train')}
        </Button>
        {active.version === 0 ? null : (
          <Button isPending={activate.isPending} onClick={() => activate.mutate(0)}>
            {t('ai.use-rules')}
          </Button>
        )}
      </span>
      <Fault error={train.error ?? activate.error} />
      <ul className={styles['stack']}>
        {list.data?.pages
          .flatMap((page) => page.models)
          .map((model) => (
            <ModelRow
              key={model.version}
              model={model}
              isPending={activate.isPending}
              onActivate={() => activate.mutate(model.version)}
            />
          ))}
      </ul>
      <MoreButton list={list} />
    </Card>
  );
}

function ModelRow({
  model,
  isPending,
  onActivate,
}: {
  readonly model: Schemas['TriageModel'];
  readonly isPending: boolean;
  readonly onActivate: () => void;
}) {
  const t = useAdminSay();
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    <li className={styles['row']}>
      <span className={styles['buttons']}>
        <strong>{t('ai.version', { version: model.version })}</strong>
        <Moment at={model.trained_at} />
        <span>{t('ai.examples', { count: model.examples })}</span>
        {model.is_active ? (
          <Badge tone="met">{t('active')}</Badge>
        ) : (
          <Button isSmall isPending={isPending} onClick={onActivate}>
            {t('ai.activate', { version: model.version })}
          </Button>
        )}
      </span>
      <span className={styles['muted']}>
        {t('ai.compared', {
          quality: percent(model.comparison.quality),
          before: percent(model.comparison.active_quality),
        })}
        {model.tasks.map(({ task, accuracy }) => ` · ${task} ${percent(accuracy)}`).join('')}
      </span>
    </li>
  );
}
