import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../../app/api.js';
import { useMe } from '../../../app/me.js';
import { Button } from '../../../ui/button.js';
import { Field as Line } from '../../../ui/field.js';
import { Moment } from '../../../ui/moment.js';
import { ActionButton } from '../kit/action-button.js';
import { Confirm } from '../kit/confirm.js';
import { Fault } from '../kit/fault.js';
import { textAt, valueAt, type Item } from '../kit/item.js';
import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { resourceKey } from '../kit/queries.js';
import type { Resource } from '../kit/resource.js';
import { useAdminSay } from '../texts/texts.js';
import { PERSON_FIELDS, ROLES } from './fields/person-fields.js';
import { activeColumn, textColumn, wordsColumn } from './columns.js';

export const people: Resource = {
  id: 'people',
  path: '/api/v1/users',
  list: 'users',
  title: 'people',
  empty: 'none',
  idOf: (person) => textAt(person, 'id'),
  nameOf: (person) => textAt(person, 'name'),
  hasSearch: true,
  forAdmin: ['create'],
  filters: [
    { param: 'role', label: 'role', choices: ROLES },
    {
      param: 'active',
      label: 'state',
      choices: [
        { value: 'true', label: 'active' },
        { value: 'false', label: 'deactivated' },
      ],
    },
  ],
  columns: [
    textColumn('name', 'name'),
    textColumn('email', 'email'),
    textColumn('role', 'role'),
    textColumn('team', 'team', 'name'),
    wordsColumn('skills', 'skills'),
    activeColumn,
  ],
  fields: PERSON_FIELDS,
  schemas: { create: 'NewUser', edit: 'UserEdit' },
  Extra: PersonExtra,
};

/** What concerns the account and the data of a person. */
function PersonExtra({ item }: { readonly item: Item }) {
  const t = useAdminSay();
  const isAdmin = useMe().role === 'admin';
  const id = textAt(item, 'id');
  return (
    <div className={styles['narrow']}>
      <Merge id={id} />
      {isAdmin ? (
        <Card title={t('account')}>
          <p className={styles['muted']}>{t('account.hint')}</p>
          <span className={styles['buttons']}>
            <ActionButton
              action={{
                label: 'remove-factor',
                method: 'DELETE',
                path: '/factors/totp',
                confirm: 'remove-factor.confirm',
                isDangerous: true,
              }}
              path={`/api/v1/users/${id}`}
              resource="people"
            />
            <ActionButton
              action={{
                label: 'erase',
                method: 'DELETE',
                path: '',
                confirm: 'erase.confirm',
                isDangerous: true,
              }}
              path={`/api/v1/users/${id}`}
              resource="people"
            />
          </span>
        </Card>
      ) : null}
    </div>
  );
}

/** Joins two accounts of one person. It can be undone for a while. */
function Merge({ id }: { readonly id: string }) {
  const t = useAdminSay();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [into, setInto] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const params = { path: { user: id } };
  const key = ['admin', 'merge', id];
  const state = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/users/{user}/merge', { params, signal }))).merge,
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'moving' || data?.state === 'undoing' ? 1_000 : false,
  });
  const found = useQuery({
    queryKey: ['admin', 'merge-search', words],
    enabled: words.trim().length > 1,
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/users', { params: { query: { q: words.trim(), page_size: 6 } }, signal }),
        )
      ).users,
  });
  const changed = () => {
    setInto(null);
    void queries.invalidateQueries({ queryKey: key });
    void queries.invalidateQueries({ queryKey: resourceKey('people') });
  };
  const merge = useMutation({
    mutationFn: (target: string) =>
      answerOf(api.POST('/api/v1/users/{user}/merge', { params, body: { into: target } })),
    onSuccess: changed,
  });
  const undo = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/users/{user}/merge/undo', { params })),
    onSuccess: changed,
  });
  const now = state.data;
  return (
    <Card title={t('merge')}>
      <p className={styles['muted']}>{t('merge.hint')}</p>
      {now === null || now === undefined || now.state === 'undone' ? (
        <>
          <Line
            label={t('merge.search')}
            type="search"
            dir="auto"
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          <ul className={styles['stack']}>
            {found.data
              ?.filter((person) => person.id !== id && valueAt(person, 'is_active') === true)
              .map((person) => (
                <li key={person.id} className={styles['buttons']}>
                  <span dir="auto">
                    {person.name} · {person.email}
                  </span>
                  <Button isSmall onClick={() => setInto(person)}>
                    {t('merge.into', { name: person.name })}
                  </Button>
                </li>
              ))}
          </ul>
        </>
      ) : (
        <p role="status">
          {t(now.state === 'done' ? 'merge.done' : 'merge.running', {
            tickets: now.tickets,
            comments: now.comments,
          })}{' '}
          {now.state === 'done' ? (
            <>
              {t('merge.until')} <Moment at={now.undo_until} />{' '}
              <Button isSmall isPending={undo.isPending} onClick={() => undo.mutate()}>
                {t('merge.undo')}
              </Button>
            </>
          ) : null}
        </p>
      )}
      <Fault error={undo.error} />
      {into === null ? null : (
        <Confirm
          title={t('merge.into', { name: into.name })}
          question={t('merge.confirm', { name: into.name })}
          isPending={merge.isPending}
          error={merge.error}
          onConfirm={() => merge.mutate(into.id)}
          onClose={() => setInto(null)}
        />
      )}
    </Card>
  );
}
