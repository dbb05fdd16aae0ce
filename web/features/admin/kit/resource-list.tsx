import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { LoadError } from '../../../app/frame/screen-states.js';
import { useMe } from '../../../app/me.js';
import { useSay } from '../../../texts/use-texts.js';
import { Blank, Skeleton } from '../../../ui/blank.js';
import { ButtonLink } from '../../../ui/button-link.js';
import { Field, Select } from '../../../ui/field.js';
import { useAdminSay } from '../texts/texts.js';
import { ActionButton } from './action-button.js';
import type { Item } from './item.js';
import styles from './kit.module.css';
import { Card, Page } from './page.js';
import { listQuery } from './queries.js';
import { itemPath, NEW, toItem, type Resource } from './resource.js';
import { MoreButton } from './more-button.js';

/** All items of a resource, with a search and filters if the API has them. */
export function ResourceList({ resource }: { readonly resource: Resource }) {
  const t = useAdminSay();
  return (
    <Page
      title={t(resource.title)}
      end={
        <>
          {resource.listActions?.map((action) => (
            <ActionButton key={action.label} action={action} path={resource.path} resource={resource.id} />
          ))}
          <CreateLink resource={resource} kind="primary" />
        </>
      }
    >
      <NarrowedItems resource={resource} />
    </Page>
  );
}

/** A list that belongs to an item, on the page of that item. */
export function ResourceCard({ resource }: { readonly resource: Resource }) {
  const t = useAdminSay();
  return (
    <Card title={t(resource.title)}>
      <NarrowedItems resource={resource} />
      {resource.canCreate === false ? null : (
        <span>
          <CreateLink resource={resource} kind="plain" />
        </span>
      )}
    </Card>
  );
}

function CreateLink({ resource, kind }: { readonly resource: Resource; readonly kind: 'primary' | 'plain' }) {
  const t = useAdminSay();
  const { role } = useMe();
  const mayCreate =
    resource.canCreate !== false && (role === 'admin' || resource.forAdmin?.includes('create') !== true);
  if (!mayCreate) return null;
  return (
    <ButtonLink kind={kind} icon="plus" {...toItem(resource, NEW)}>
      {t(resource.words?.create ?? 'create')}
    </ButtonLink>
  );
}

function NarrowedItems({ resource }: { readonly resource: Resource }) {
  const t = useAdminSay();
  const [query, setQuery] = useState<Readonly<Record<string, string>>>({});
  const narrowBy = (param: string, value: string) => setQuery({ ...query, [param]: value });
  return (
    <>
      {resource.hasSearch !== true && resource.filters === undefined ? null : (
        <div className={styles['pairs']} role="search">
          {resource.hasSearch === true ? <SearchField onSearch={(words) => narrowBy('q', words)} /> : null}
          {resource.filters?.map(({ param, label, choices }) => (
            <Select
              key={param}
              label={t(label)}
              options={[
                { value: '', label: t('all') },
                ...choices.map(({ value, label: name }) => ({
                  value,
                  label: name === undefined ? value : t(name),
                })),
              ]}
              value={query[param] ?? ''}
              onChange={({ target }) => narrowBy(param, target.value)}
            />
          ))}
        </div>
      )}
      <Items resource={resource} query={query} />
    </>
  );
}

/** Searches when the person has finished the words. */
function SearchField({ onSearch }: { readonly onSearch: (words: string) => void }) {
  const t = useAdminSay();
  const [words, setWords] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(words.trim());
      }}
    >
      <Field
        label={t('search')}
        type="search"
        dir="auto"
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onBlur={() => onSearch(words.trim())}
      />
    </form>
  );
}

function Items({
  resource,
  query,
}: {
  readonly resource: Resource;
  readonly query: Readonly<Record<string, string>>;
}) {
  const say = useSay();
  const list = useInfiniteQuery(listQuery(resource, query));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError && items.length === 0) {
    return <LoadError error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (list.isPending) return <Skeleton rows={6} label={say('app.loading')} />;
  if (items.length === 0) return <NoItems resource={resource} />;
  return (
    <>
      <ItemTable resource={resource} items={items} />
      <MoreButton list={list} />
    </>
  );
}

function NoItems({ resource: { empty, Empty, under } }: { readonly resource: Resource }) {
  const t = useAdminSay();
  if (Empty !== undefined) return <Empty />;
  return under === undefined ? (
    <Blank icon="list" title={t(empty)} />
  ) : (
    <p className={styles['muted']}>{t(empty)}</p>
  );
}

/** The roles are spelled out, because cards on a phone take them from the elements. */
function ItemTable({ resource, items }: { readonly resource: Resource; readonly items: readonly Item[] }) {
  const t = useAdminSay();
  const { columns, actions = [] } = resource;
  const hasItems = resource.hasItems !== false;
  const rowActions = hasItems ? [] : actions;
  return (
    <table role="table" className={`${styles['table'] ?? ''} ${styles['cardTable'] ?? ''}`}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label }) => (
            <th key={label} role="columnheader" scope="col">
              {t(label)}
            </th>
          ))}
          {rowActions.length === 0 ? null : (
            <th role="columnheader" scope="col">
              {t('actions')}
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item, index) => (
          <tr key={resource.idOf(item) || index} role="row">
            {columns.map(({ label, of }, at) => (
              <td key={label} role="cell" data-label={t(label)} dir="auto">
                {at === 0 && hasItems ? (
                  <Link {...toItem(resource, resource.idOf(item))}>{of(item)}</Link>
                ) : (
                  <span>{of(item)}</span>
                )}
              </td>
            ))}
            {rowActions.length === 0 ? null : (
              <td role="cell" data-label={t('actions')}>
                <span className={styles['buttons']}>
                  {rowActions
                    .filter(({ isShown }) => isShown?.(item) ?? true)
                    .map((action) => (
                      <ActionButton
                        key={action.label}
                        action={action}
                        path={itemPath(resource, resource.idOf(item))}
                        resource={resource.id}
                        isSmall
                      />
                    ))}
                </span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
