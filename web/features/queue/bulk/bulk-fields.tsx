import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type Ref } from 'react';
import { useActions } from '../../../app/actions/registry.js';
import { useMe } from '../../../app/me.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import {
  categoriesQuery,
  holdReasonsQuery,
  moderatorsQuery,
  resolutionCodesQuery,
  teamsQuery,
} from '../../ticket-parts/choices.js';
import styles from './bulk-bar.module.css';
import type { Bulk, BulkChange } from './use-bulk.js';

const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
const STATUSES = ['in_progress', 'waiting_on_user', 'on_hold', 'resolved', 'closed', 'cancelled'] as const;
/** In a list of values: for nobody, and for no team. */
const NONE = '-';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Every field that can be changed for many tickets. An untouched one stays as it is on each ticket. */
export function BulkFields({ bulk: { change, consider } }: { readonly bulk: Bulk }) {
  const say = useSay();
  const me = useMe();
  const moderators = useQuery(moderatorsQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const categories = useQuery(categoriesQuery).data ?? [];
  const reasons = useQuery({ ...holdReasonsQuery, enabled: change.status === 'on_hold' }).data;
  const codes = useQuery({ ...resolutionCodesQuery, enabled: change.status === 'closed' }).data;
  const [assign, priority, status] = [
    useRef<HTMLSelectElement>(null),
    useRef<HTMLSelectElement>(null),
    useRef<HTMLSelectElement>(null),
  ];
  useActions([
    {
      id: 'bulk.assign',
      name: 'bulk.assign',
      keys: 'a',
      icon: 'user',
      perform: () => assign.current?.focus(),
    },
    { id: 'bulk.priority', name: 'prop.priority', keys: 'p', perform: () => priority.current?.focus() },
    { id: 'bulk.status', name: 'prop.status', keys: 's', perform: () => status.current?.focus() },
    { id: 'bulk.mine', name: 'prop.mine', keys: 'i', perform: () => consider({ assignee_id: me.id }) },
  ]);
  // The first reason or code, so that the preview is there at once.
  const [reason, code] = [reasons?.[0]?.key, codes?.[0]?.key];
  const latest = useRef(consider);
  useEffect(() => {
    latest.current = consider;
  });
  const needsReason = change.status === 'on_hold' && change.hold_reason === undefined;
  const needsCode = change.status === 'closed' && change.resolution_code === undefined;
  useEffect(() => {
    if (needsReason && reason !== undefined) latest.current({ hold_reason: reason });
    if (needsCode && code !== undefined) latest.current({ resolution_code: code });
  }, [needsReason, needsCode, reason, code]);
  const nullable = (value: string) => (value === '' ? undefined : value === NONE ? null : value);
  return (
    <>
      <Choice
        ref={status}
        label={say('prop.status')}
        value={change.status ?? ''}
        options={STATUSES.map((value) => ({ value, label: say(`status.${value}`) }))}
        onChange={(value) =>
          consider({
            status: (value || undefined) as BulkChange['status'],
            hold_reason: undefined,
            resolution_code: undefined,
          })
        }
      />
      {change.status === 'on_hold' ? (
        <Choice
          label={say('hold.reason')}
          value={change.hold_reason ?? ''}
          options={(reasons ?? []).map(({ key, label }) => ({ value: key, label }))}
          onChange={(value) => consider({ hold_reason: value || undefined })}
        />
      ) : null}
      {change.status === 'closed' ? (
        <Choice
          label={say('resolution.code')}
          value={change.resolution_code ?? ''}
          options={(codes ?? []).map(({ key, label }) => ({ value: key, label }))}
          onChange={(value) => consider({ resolution_code: value || undefined })}
        />
      ) : null}
      <Choice
        ref={priority}
        label={say('prop.priority')}
        value={change.priority ?? ''}
        options={PRIORITIES.map((value) => ({ value, label: say(`priority.${value}`) }))}
        onChange={(value) => consider({ priority: (value || undefined) as BulkChange['priority'] })}
      />
      <Choice
        ref={assign}
        label={say('prop.assignee')}
        value={change.assignee_id === null ? NONE : (change.assignee_id ?? '')}
        options={[
          { value: NONE, label: say('queue.nobody') },
          ...moderators.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => consider({ assignee_id: nullable(value) })}
      />
      <Choice
        label={say('prop.team')}
        value={change.team === null ? NONE : (change.team ?? '')}
        options={[
          { value: NONE, label: say('prop.no-team') },
          ...teams.map(({ key, name }) => ({ value: key, label: name })),
        ]}
        onChange={(value) => consider({ team: nullable(value) })}
      />
      <Choice
        label={say('prop.category')}
        value={change.category ?? ''}
        options={categories.map(({ key, label }) => ({ value: key, label }))}
        onChange={(value) => consider({ category: value || undefined })}
      />
      <Tag
        label={say('bulk.tag')}
        tags={change.add_tags ?? []}
        onChange={(tags) => consider({ add_tags: tags.length === 0 ? undefined : tags })}
      />
      <Tag
        label={say('bulk.untag')}
        tags={change.remove_tags ?? []}
        onChange={(tags) => consider({ remove_tags: tags.length === 0 ? undefined : tags })}
      />
    </>
  );
}

function Choice({
  ref,
  label,
  value,
  options,
  onChange,
}: {
  readonly ref?: Ref<HTMLSelectElement>;
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <select ref={ref} aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{label}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** Tags are typed, and taken with Enter. */
function Tag({
  label,
  tags,
  onChange,
}: {
  readonly label: string;
  readonly tags: readonly string[];
  readonly onChange: (tags: string[]) => void;
}) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  return (
    <span className={styles['tag']}>
      {tags.map((tag) => (
        <span key={tag} className={styles['chosen']}>
          <span dir="auto">{tag}</span>
          <Button
            isSmall
            kind="quiet"
            icon="x"
            aria-label={say('tags.remove', { tag })}
            onClick={() => onChange(tags.filter((one) => one !== tag))}
          />
        </span>
      ))}
      <input
        aria-label={label}
        placeholder={label}
        dir="auto"
        maxLength={50}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          const tag = typed.trim();
          if (event.key !== 'Enter' || tag === '') return;
          event.preventDefault();
          onChange([...new Set([...tags, tag])]);
          setTyped('');
        }}
      />
    </span>
  );
}
