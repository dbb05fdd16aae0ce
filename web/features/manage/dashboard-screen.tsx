import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadError, NotFound } from '../../app/frame/screen-states.js';
import { useMe } from '../../app/me.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Banner } from '../../ui/blocks/banner.js';
import { Skeleton } from '../../ui/blank.js';
import { ButtonLink } from '../../ui/button-link.js';
import { Select } from '../../ui/field.js';
import { useNow } from '../../ui/moment.js';
import { TopBar } from '../../ui/top-bar.js';
import { useTitle } from '../../ui/use-title.js';
import { AiCards } from './ai-cards.js';
import { KnowledgeCard } from './knowledge-card.js';
import styles from './dashboard.module.css';
import { KeyFigures } from './key-figures.js';
import { PartCards } from './part-cards.js';
import { csvOf, PERIODS, selectionOf, type PeriodName } from './period.js';
import { categoryListQuery, dashboardQuery, teamsQuery } from './queries.js';
import { ManageTexts, useManageSay } from './texts/texts.js';
import { TrendCards } from './trend-cards.js';

/** Figures older than this are late: the worker that counts is away or catches up. */
const LATE_AFTER_MS = 30 * 60_000;

/** How the desk does, for managers. */
export function DashboardScreen() {
  const { role } = useMe();
  if (role !== 'manager' && role !== 'admin') return <NotFound />;
  return (
    <ManageTexts>
      <Dashboard />
    </ManageTexts>
  );
}

function Dashboard() {
  const say = useSay();
  const t = useManageSay();
  const format = useFormat();
  const now = useNow();
  const me = useMe();
  const [period, setPeriod] = useState<PeriodName>('month');
  const [team, setTeam] = useState('');
  const [category, setCategory] = useState('');
  const teams = useQuery(teamsQuery);
  const categories = useQuery(categoryListQuery);
  const zone = me.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const selection = selectionOf(period, zone, now, { team, category });
  const { data, error, refetch } = useQuery(dashboardQuery(selection));
  useTitle(say('app.dashboard'));
  const counted = data === undefined ? null : new Date(data.counted_at);
  const isLate = counted !== null && now.getTime() - counted.getTime() > LATE_AFTER_MS;
  return (
    <>
      <TopBar
        title={say('app.dashboard')}
        beside={counted === null ? null : t('counted', { when: format.moment(counted, now) })}
        end={
          <a href={csvOf('dashboard', selection)} download>
            {t('csv')}
          </a>
        }
      />
      <div className={styles['body']}>
        <div className={styles['filters']} role="search" aria-label={t('selection')}>
          <Select
            label={t('period')}
            options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
            value={period}
            onChange={({ target }) => setPeriod(PERIODS.find((one) => one === target.value) ?? 'month')}
          />
          <Select
            label={t('team')}
            options={[
              { value: '', label: t('all') },
              ...(teams.data ?? []).map(({ key, name }) => ({ value: key, label: name })),
            ]}
            value={team}
            onChange={({ target }) => setTeam(target.value)}
          />
          <Select
            label={t('category')}
            options={[
              { value: '', label: t('all') },
              ...(categories.data ?? []).map(({ key, label }) => ({ value: key, label })),
            ]}
            value={category}
            onChange={({ target }) => setCategory(target.value)}
          />
        </div>
        {isLate ? (
          <Banner tone="warning" icon="clock">
            {t('late')}
          </Banner>
        ) : null}
        {data === undefined ? (
          error === null ? (
            <Skeleton rows={8} label={say('app.loading')} />
          ) : (
            <LoadError error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <>
            <KeyFigures figures={data.total} />
            <div className={styles['charts']}>
              <TrendCards dashboard={data} selection={selection} />
              <PartCards selection={selection} categories={categories.data ?? []} />
              <AiCards />
              <KnowledgeCard />
            </div>
          </>
        )}
        {me.role === 'admin' ? (
          <span>
            <ButtonLink to="/settings/$page" params={{ page: 'health' }} icon="anchor">
              {t('health')}
            </ButtonLink>
          </span>
        ) : null}
      </div>
    </>
  );
}
