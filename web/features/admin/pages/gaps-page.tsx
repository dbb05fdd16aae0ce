import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../../../app/api.js';
import { LoadError } from '../../../app/frame/screen-states.js';
import { useSay } from '../../../texts/use-texts.js';
import { Blank, Skeleton } from '../../../ui/blank.js';
import { Field as Line } from '../../../ui/field.js';
import { Moment } from '../../../ui/moment.js';
import styles from '../kit/kit.module.css';
import { Card, Page } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';

/** What people asked in a week without an article that answers it. */
export function GapsPage() {
  const t = useAdminSay();
  const say = useSay();
  const [until, setUntil] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'gaps', until],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/knowledge/gaps', {
          params: { query: until === '' ? {} : { until: `${until}T23:59:59Z` } },
          signal,
        }),
      ),
  });
  return (
    <Page title={t('gaps')}>
      <div className={styles['pairs']}>
        <Line
          label={t('gaps.until')}
          type="date"
          value={until}
          onChange={({ target }) => setUntil(target.value)}
        />
      </div>
      {data === undefined ? (
        error === null ? (
          <Skeleton rows={4} label={say('app.loading')} />
        ) : (
          <LoadError error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <p className={styles['muted']}>
            {t('gaps.compared', { count: data.compared_tickets })} <Moment at={data.since} /> –{' '}
            <Moment at={data.until} />
          </p>
          {data.questions.length === 0 && data.searches.length === 0 ? (
            <Blank icon="book" title={t('gaps.none')} />
          ) : null}
          {data.questions.map((question) => (
            <Card key={question.words.join(' ')} title={question.words.join(' ')}>
              <p>{t('gaps.tickets', { count: question.ticket_count })}</p>
              <p>
                {question.tickets.map((number) => (
                  <span key={number}>
                    <Link to="/tickets/$number" params={{ number }}>
                      {number}
                    </Link>{' '}
                  </span>
                ))}
              </p>
              {question.unhelpful_article === null ? null : (
                <p>
                  {t('gaps.unhelpful')}{' '}
                  <Link
                    to="/settings/$page/$item"
                    params={{ page: 'knowledge', item: question.unhelpful_article.id }}
                  >
                    {question.unhelpful_article.title}
                  </Link>
                </p>
              )}
            </Card>
          ))}
          {data.searches.length === 0 ? null : (
            <Card title={t('gaps.searches')}>
              <ul>
                {data.searches.map(({ text, count }) => (
                  <li key={text} dir="auto">
                    {text} · {count}
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </>
      )}
    </Page>
  );
}
