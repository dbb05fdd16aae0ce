import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, newIdempotencyKey } from '../../../app/api.js';
import { useMe } from '../../../app/me.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Field } from '../../../ui/field.js';
import { toFilter, type ListFilter } from '../filter/filters.js';
import styles from './view-dialog.module.css';

type View = Schemas['View'];

interface Props {
  /** The view to edit; null for a new one. */
  readonly view: View | null;
  /** The view that is shown, which a changed filter can update. */
  readonly shownView: View | null;
  readonly list: ListFilter;
  readonly isChanged: boolean;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
  readonly onDeleted: () => void;
}

/** Saves what the list shows under a name, or edits a view. */
export function ViewDialog({ view, shownView, list, isChanged, onClose, onSaved, onDeleted }: Props) {
  const say = useSay();
  const me = useMe();
  const [name, setName] = useState(view?.name ?? '');
  const [isShared, setShared] = useState(view?.is_shared ?? false);
  const [isSure, setSure] = useState(false);
  const queries = useQueryClient();
  const { attempt, problem, isPending } = useAttempt();
  const canShare = me.role === 'manager' || me.role === 'admin';
  const canEdit = (one: View) => one.owner.id === me.id || (one.is_shared && canShare);
  // Best match first is an order of words, and not of a view.
  const sort = list.sort === 'relevance' ? ('-updated_at' as const) : list.sort;
  const shown = { filters: toFilter(list), sort };
  const edit = async (one: View, body: Schemas['ViewEdit']) => {
    const params = { path: { view: one.id }, header: { 'If-Match': `"${one.version}"` } };
    return answerOf(api.PATCH('/api/v1/views/{view}', { params, body }));
  };
  const save = (work: () => Promise<View>) =>
    attempt(async () => {
      const { id } = await work();
      await queries.invalidateQueries({ queryKey: queryKeys.views });
      confirmByToast(say('view.saved'));
      onSaved(id);
    });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const named = { name: name.trim(), ...(canShare ? { is_shared: isShared } : {}) };
    if (named.name === '') return;
    void save(() => {
      if (view !== null) return edit(view, named);
      const params = { header: { 'Idempotency-Key': newIdempotencyKey() } };
      return answerOf(api.POST('/api/v1/views', { params, body: { ...named, ...shown } }));
    });
  };
  const remove = (one: View) =>
    attempt(async () => {
      const params = { path: { view: one.id }, header: { 'If-Match': `"${one.version}"` } };
      await answerOf(api.DELETE('/api/v1/views/{view}', { params }));
      queries.removeQueries({ queryKey: [...queryKeys.views, 'view', one.id] });
      await queries.invalidateQueries({ queryKey: queryKeys.views, exact: true });
      confirmByToast(say('view.deleted'));
      onDeleted();
    });
  return (
    <Dialog title={say(view === null ? 'view.save' : 'view.edit')} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <Field
          label={say('view.name')}
          autoFocus
          required
          maxLength={100}
          dir="auto"
          value={name}
          error={problem ?? undefined}
          onChange={({ target }) => setName(target.value)}
        />
        {canShare ? (
          <label className={styles['shared']}>
            <input type="checkbox" checked={isShared} onChange={({ target }) => setShared(target.checked)} />
            {say('view.shared')}
          </label>
        ) : null}
        {view === null && list.q !== '' ? <p>{say('view.words', { q: list.q })}</p> : null}
        <p className={styles['actions']}>
          {view !== null && canEdit(view) ? (
            <Button kind="quiet" isPending={isPending} onClick={() => setSure(true)}>
              {say('view.delete')}
            </Button>
          ) : null}
          {view === null && isChanged && shownView !== null && canEdit(shownView) ? (
            <Button isPending={isPending} onClick={() => void save(() => edit(shownView, shown))}>
              {say('view.update', { name: shownView.name })}
            </Button>
          ) : null}
          <Button type="submit" kind="primary" isPending={isPending}>
            {say('view.keep')}
          </Button>
        </p>
        {isSure && view !== null ? (
          <p className={styles['actions']} role="alert">
            <span>{say('view.delete.sure', { name: view.name })}</span>
            <Button kind="danger" isPending={isPending} onClick={() => void remove(view)}>
              {say('view.delete')}
            </Button>
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
