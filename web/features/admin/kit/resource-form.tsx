import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ProblemError, newIdempotencyKey } from '../../../app/api.js';
import { confirmByToast } from '../../../app/toasts.js';
import { Button } from '../../../ui/button.js';
import { useAdminSay } from '../texts/texts.js';
import { Conflict } from './conflict.js';
import { Fault } from './fault.js';
import { FieldInputs } from './field-input.js';
import { bodyOf, changesOf, fieldsFor, inputsOf } from './form-values.js';
import { isItem, versionOf, type Item } from './item.js';
import styles from './kit.module.css';
import { itemQuery, resourceKey } from './queries.js';
import { itemPath, toItem, toList, type Resource } from './resource.js';
import { call } from './transport.js';

/** The form of a new item, or of one that exists. */
export function ResourceForm({
  resource,
  item,
}: {
  readonly resource: Resource;
  readonly item: Item | null;
}) {
  const t = useAdminSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const fields = fieldsFor(resource.fields, item === null ? 'create' : 'edit');
  /** The version that the person started from. */
  const [base, setBase] = useState(item);
  const [inputs, setInputs] = useState(() => inputsOf(fields, item));
  const [newer, setNewer] = useState<Item | null>(null);
  const [created, setCreated] = useState<unknown>(null);
  /** The same key for the same body: a repetition after a lost answer creates nothing twice. */
  const attempt = useRef({ body: '', key: '' });
  const before = inputsOf(fields, base);
  const isDirty = JSON.stringify(inputs) !== JSON.stringify(before);

  const save = useMutation({
    mutationFn: (version: number | undefined) => {
      if (item === null) return call(resource.path, { method: 'POST', ...once(bodyOf(fields, inputs)) });
      const method = resource.method ?? 'PATCH';
      const body = method === 'PUT' ? bodyOf(fields, inputs) : changesOf(fields, before, inputs);
      return call(itemPath(resource, resource.idOf(item)), { method, body, version });
    },
    onSuccess: (answer) => {
      void queries.invalidateQueries({ queryKey: resourceKey(resource.id) });
      void queries.invalidateQueries({ queryKey: ['admin', 'choices', resource.path] });
      if (item === null) {
        arrive(answer);
        return;
      }
      const saved = isItem(answer) ? answer : item;
      queries.setQueryData(itemQuery(resource, resource.idOf(item)).queryKey, saved);
      adopt(saved);
      confirmByToast(t('saved'));
    },
    onError: async (error) => {
      if (item === null || !isConflict(error)) return;
      setNewer(await queries.query({ ...itemQuery(resource, resource.idOf(item)), staleTime: 0 }));
    },
  });
  // A newer version by an action on the same page: nothing typed is lost by showing it.
  if (item !== null && base !== null && !isDirty && versionOf(item) > versionOf(base)) adopt(item);
  const leaving = useRef(false);
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // In a long form the refused field may be out of sight.
    if (save.error !== null) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [save.error]);
  useBlocker({
    shouldBlockFn: () => isDirty && !leaving.current && !confirm(t('unsaved')),
    enableBeforeUnload: () => isDirty && !leaving.current,
  });

  function once(body: Readonly<Record<string, unknown>>) {
    const text = JSON.stringify(body);
    if (attempt.current.body !== text) attempt.current = { body: text, key: newIdempotencyKey() };
    return { body, key: attempt.current.key };
  }
  function adopt(saved: Item) {
    setBase(saved);
    setInputs(inputsOf(fields, saved));
    setNewer(null);
  }
  /** Shows the new item. A secret is shown first, because it is shown once. */
  function arrive(answer: unknown) {
    leaving.current = true;
    if (resource.Created !== undefined) setCreated(answer);
    else leaveTo(answer);
  }
  function leaveTo(answer: unknown) {
    confirmByToast(t('created'));
    const made = resource.createdItem?.(answer) ?? answer;
    if (resource.hasItems === false || !isItem(made)) {
      void navigate({ ...toList(resource), replace: true });
    } else {
      void navigate({ ...toItem(resource, resource.idOf(made)), replace: true });
    }
  }

  const { Created } = resource;
  if (created !== null && Created !== undefined) {
    return <Created answer={created} onDone={() => leaveTo(created)} />;
  }
  const createWord = t(resource.words?.create ?? 'create');
  const faults = save.error instanceof ProblemError ? (save.error.problem.errors ?? []) : [];
  const form = (
    <form
      ref={frame}
      className={`${styles['form'] ?? ''} ${styles['narrow'] ?? ''}`}
      aria-label={item === null ? createWord : resource.nameOf(item)}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(base === null ? undefined : versionOf(base));
      }}
    >
      <FieldInputs {...{ fields, inputs, faults }} path="" onChange={setInputs} />
      {newer !== null && base !== null ? (
        <Conflict
          newer={newer}
          onTake={() => {
            save.reset();
            adopt(newer);
          }}
          onOverwrite={() => save.mutate(versionOf(newer))}
        />
      ) : (
        <Fault error={save.error} />
      )}
      <span className={styles['buttons']}>
        <Button
          kind="primary"
          type="submit"
          isPending={save.isPending}
          isDisabled={item !== null && !isDirty}
        >
          {item === null ? createWord : t('save')}
        </Button>
      </span>
    </form>
  );
  const { Preview } = resource;
  if (Preview === undefined) return form;
  return (
    <div className={styles['split']}>
      {form}
      <Preview item={item} body={bodyOf(fields, inputs)} />
    </div>
  );
}

function isConflict(error: Error): boolean {
  return error instanceof ProblemError && error.problem.code === 'version_conflict';
}
