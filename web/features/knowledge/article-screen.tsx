import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { LoadError } from '../../app/frame/screen-states.js';
import { useRouteParam, useRouteSearch } from '../../app/route-param.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Icon } from '../../ui/icon.js';
import { Moment } from '../../ui/moment.js';
import { useTitle } from '../../ui/use-title.js';
import { Feedback } from './feedback.js';
import styles from './knowledge.module.css';
import { articleQuery } from './queries.js';

const Html = lazy(async () => ({ default: (await import('../../ui/blocks/markdown.js')).Html }));

/** One article, and the question whether it helped. */
export function ArticleScreen() {
  const say = useSay();
  const id = useRouteParam('article');
  const { from } = useRouteSearch();
  const { data: article, error, refetch } = useQuery(articleQuery(id));
  useTitle(article?.title);
  if (article === undefined) {
    return error === null ? (
      <Skeleton rows={6} label={say('app.loading')} />
    ) : (
      <LoadError error={error} title={say('knowledge.failed-one')} onRetry={() => void refetch()} />
    );
  }
  const isAsking = from === 'ask';
  return (
    <div className={styles['stack']}>
      <p>
        <Link to={isAsking ? '/ask' : '/articles'} className={styles['back']}>
          <Icon name="left" />
          {say(isAsking ? 'knowledge.back-to-form' : 'knowledge.back')}
        </Link>
      </p>
      <article className={styles['article']} lang={article.language} dir="auto">
        <h1>{article.title}</h1>
        <p className={styles['muted']}>{article.question}</p>
        <Suspense fallback={<Skeleton rows={4} label={say('app.loading')} />}>
          <Html html={article.answer_html} />
        </Suspense>
      </article>
      <p className={styles['muted']}>
        {say('knowledge.updated')} <Moment at={article.updated_at} />
      </p>
      <Feedback key={article.id} article={article} isAsking={isAsking} />
    </div>
  );
}
