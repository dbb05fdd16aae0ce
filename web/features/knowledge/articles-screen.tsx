import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { LoadError } from '../../app/frame/screen-states.js';
import { useRouteSearch } from '../../app/route-param.js';
import { useSay } from '../../texts/use-texts.js';
import { Blank, Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { ButtonLink } from '../../ui/button-link.js';
import { Field } from '../../ui/field.js';
import { useTitle } from '../../ui/use-title.js';
import styles from './knowledge.module.css';
import { articlesQuery, searchQuery } from './queries.js';

const PAUSE_MS = 300;

/** Articles: a search, and all of them without one. The words are in the address, so that going back finds them. */
export function ArticlesScreen() {
  const say = useSay();
  const navigate = useNavigate();
  const { q = '' } = useRouteSearch();
  const [entered, setEntered] = useState(q);
  useTitle(say('knowledge.title'));
  useEffect(() => {
    const words = entered.trim();
    if (words === q) return;
    const timer = setTimeout(
      () => void navigate({ to: '/articles', search: words === '' ? {} : { q: words }, replace: true }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [entered, q, navigate]);
  return (
    <div className={styles['stack']}>
      <h1>{say('knowledge.title')}</h1>
      <search>
        <Field
          label={say('knowledge.search')}
          type="search"
          dir="auto"
          value={entered}
          onChange={({ target }) => setEntered(target.value)}
        />
      </search>
      {q === '' ? <AllArticles /> : <Found words={q} />}
    </div>
  );
}

function Found({ words }: { readonly words: string }) {
  const say = useSay();
  const found = useQuery(searchQuery(words));
  if (found.isError) {
    return (
      <LoadError error={found.error} title={say('knowledge.failed')} onRetry={() => void found.refetch()} />
    );
  }
  if (found.isPending) return <Skeleton rows={4} label={say('app.loading')} />;
  if (found.data.length === 0) {
    return (
      <Blank
        icon="search"
        title={say('knowledge.none')}
        action={
          <ButtonLink to="/ask" kind="primary">
            {say('submit.title')}
          </ButtonLink>
        }
      >
        {say('knowledge.none.hint', { words })}
      </Blank>
    );
  }
  return (
    <>
      <p className={styles['muted']} role="status">
        {say('knowledge.found', { count: found.data.length })}
      </p>
      <ul className={styles['list']}>
        {found.data.map(({ article, excerpt }) => (
          <ArticleRow key={article.id} id={article.id} title={article.title} text={excerpt} />
        ))}
      </ul>
    </>
  );
}

function AllArticles() {
  const say = useSay();
  const list = useInfiniteQuery(articlesQuery);
  const articles = list.data?.pages.flatMap((page) => page.articles) ?? [];
  if (list.isError && articles.length === 0) {
    return (
      <LoadError error={list.error} title={say('knowledge.failed')} onRetry={() => void list.refetch()} />
    );
  }
  if (list.isPending) return <Skeleton rows={4} label={say('app.loading')} />;
  if (articles.length === 0) {
    return (
      <Blank icon="book" title={say('knowledge.empty')}>
        {say('knowledge.empty.hint')}
      </Blank>
    );
  }
  return (
    <>
      <ul className={styles['list']}>
        {articles.map(({ id, title, question }) => (
          <ArticleRow key={id} id={id} title={title} text={question} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <span>
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say('my-tickets.more')}
          </Button>
        </span>
      ) : null}
    </>
  );
}

function ArticleRow({
  id,
  title,
  text,
}: {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}) {
  return (
    <li className={styles['row']}>
      <Link to="/articles/$article" params={{ article: id }} dir="auto">
        {title}
      </Link>
      <p className={styles['excerpt']} dir="auto">
        {text}
      </p>
    </li>
  );
}
