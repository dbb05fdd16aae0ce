import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { answerOf, api } from '../../../app/api.js';
import { confirmByToast } from '../../../app/toasts.js';
import { Button } from '../../../ui/button.js';
import { Moment } from '../../../ui/moment.js';
import { Fault } from '../kit/fault.js';
import { isItem, listAt, textAt, versionOf, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { itemQuery, resourceKey } from '../kit/queries.js';
import type { Resource } from '../kit/resource.js';
import { useAdminSay } from '../texts/texts.js';
import { ARTICLE_FIELDS, STATES } from './fields/article-fields.js';
import { momentColumn, textColumn } from './columns.js';
import { MoreButton } from '../kit/more-button.js';

export const articles: Resource = {
  id: 'knowledge',
  path: '/api/v1/knowledge',
  list: 'articles',
  title: 'knowledge',
  empty: 'none',
  idOf: (item) => textAt(item, 'id'),
  nameOf: (item) => textAt(item, 'title'),
  filters: [
    { param: 'state', label: 'state', choices: STATES },
    {
      param: 'visibility',
      label: 'article.visibility',
      choices: [
        { value: 'public', label: 'article.public' },
        { value: 'internal', label: 'article.internal' },
      ],
    },
  ],
  columns: [
    textColumn('article.title', 'title'),
    textColumn('language', 'language'),
    textColumn('state', 'state'),
    textColumn('owner', 'owner', 'name'),
    momentColumn('review-by', 'review_by'),
    textColumn('helped', 'helpful_count'),
    textColumn('not-helped', 'not_helpful_count'),
  ],
  fields: ARTICLE_FIELDS,
  schemas: { create: 'NewArticle', edit: 'ArticleEdit' },
  remove: 'delete.article',
  Preview: ArticlePreview,
  Extra: ArticleExtra,
};

const Markdown = lazy(async () => ({ default: (await import('../../../ui/blocks/markdown.js')).Markdown }));

/** The answer as readers see it, beside the original if it is a translation. */
function ArticlePreview({ body }: { readonly body: Readonly<Record<string, unknown>> }) {
  const t = useAdminSay();
  const originalId = textAt(body, 'translation_of');
  const original = useQuery({ ...itemQuery(articles, originalId), enabled: originalId !== '' });
  return (
    <div className={styles['stack']}>
      <Card title={t('preview')}>
        {textAt(body, 'title') === '' ? null : <h3 dir="auto">{textAt(body, 'title')}</h3>}
        <Suspense>
          <Markdown text={textAt(body, 'answer')} />
        </Suspense>
      </Card>
      {original.data === undefined ? null : (
        <Card title={t('original')}>
          <h3 dir="auto">{textAt(original.data, 'title')}</h3>
          <Suspense>
            <Markdown text={textAt(original.data, 'answer')} />
          </Suspense>
        </Card>
      )}
    </div>
  );
}

function ArticleExtra({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  const queries = useQueryClient();
  const id = textAt(item, 'id');
  const params = { path: { article: id } };
  const versions = useInfiniteQuery({
    queryKey: [...resourceKey('knowledge'), 'versions', id, versionOf(item)],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/knowledge/{article}/versions', {
          params: { ...params, query: { page_size: 10, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  const feedback = useQuery({
    queryKey: [...resourceKey('knowledge'), 'feedback', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/knowledge/{article}/feedback', { params, signal }))).feedback,
  });
  const revert = useMutation({
    mutationFn: (version: number) =>
      answerOf(
        api.POST('/api/v1/knowledge/{article}/revert', {
          params: { ...params, header: { 'If-Match': `"${versionOf(item)}"` } },
          body: { version },
        }),
      ),
    onSuccess: () => {
      confirmByToast(t('saved'));
      // The form begins again with the text of that version.
      void queries.resetQueries({ queryKey: resourceKey('knowledge') });
    },
  });
  const translations = listAt(item, 'translations').filter(isItem);
  return (
    <div className={styles['stack']}>
      {translations.length === 0 ? null : (
        <Card title={t('translations')}>
          <ul className={styles['links']}>
            {translations.map((one) => (
              <li key={textAt(one, 'id')}>
                <Link to="/settings/$page/$item" params={{ page: 'knowledge', item: textAt(one, 'id') }}>
                  {textAt(one, 'language')} · {textAt(one, 'title')}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('versions')}>
        <Fault error={versions.error ?? revert.error} />
        <ul className={styles['stack']}>
          {versions.data?.pages
            .flatMap((page) => page.versions)
            .map((one) => (
              <li key={one.version} className={styles['buttons']}>
                <span>
                  {one.version} · {one.created_by?.name ?? '–'} ·{' '}
                  {one.created_at === null ? '–' : <Moment at={one.created_at} />}
                </span>
                {one.version === versionOf(item) ? null : (
                  <Button isSmall isPending={revert.isPending} onClick={() => revert.mutate(one.version)}>
                    {t('revert', { version: one.version })}
                  </Button>
                )}
              </li>
            ))}
        </ul>
        <MoreButton list={versions} />
      </Card>
      <Card title={t('feedback')}>
        <Fault error={feedback.error} />
        {feedback.data?.length === 0 ? <p>{t('none')}</p> : null}
        <ul className={styles['stack']}>
          {feedback.data?.map(({ is_helpful, comment, at }) => (
            <li key={at}>
              <Moment at={at} /> · {t(is_helpful ? 'helped' : 'not-helped')}{' '}
              {comment === null ? null : <span dir="auto">“{comment}”</span>}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
