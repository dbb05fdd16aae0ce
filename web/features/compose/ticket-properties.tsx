import { useQuery } from '@tanstack/react-query';
import { useSay } from '../../texts/use-texts.js';
import { Field, Select } from '../../ui/field.js';
import { CustomFieldInput } from '../submit/custom-field-input.js';
import type { AskedField } from '../submit/kept-form.js';
import { categoriesQuery, moderatorsQuery, teamsQuery, typesQuery } from '../ticket-parts/choices.js';
import styles from './compose.module.css';
import type { NewTicket } from './new-ticket.js';

const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;

/** What is empty is left to triage and to the rules. */
export function TicketProperties({
  form,
  change,
  asked,
  errorOf,
}: {
  readonly form: NewTicket;
  readonly change: (part: Partial<NewTicket>) => void;
  readonly asked: readonly AskedField[];
  readonly errorOf: (name: string, path?: string) => string | undefined;
}) {
  const say = useSay();
  const categories = useQuery(categoriesQuery).data ?? [];
  const types = useQuery(typesQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const moderators = useQuery(moderatorsQuery).data ?? [];
  const auto = { value: '', label: say('compose.auto') };
  const ruled = { value: '', label: say('compose.auto-assign') };
  const select = (
    name: 'priority' | 'category' | 'type' | 'team' | 'assignee',
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
    path?: string,
  ) => (
    <Select
      label={label}
      name={name}
      value={form[name]}
      options={options}
      error={errorOf(name, path)}
      onChange={({ target: { value } }) => change({ [name]: value })}
    />
  );
  return (
    <aside className={styles['side']} aria-label={say('prop.title')}>
      {select('priority', say('prop.priority'), [
        auto,
        ...PRIORITIES.map((value) => ({ value, label: say(`priority.${value}`) })),
      ])}
      {select('category', say('prop.category'), [
        auto,
        ...categories.map(({ key, label }) => ({ value: key, label })),
      ])}
      {select('type', say('compose.type'), [auto, ...types.map(({ key, label }) => ({ value: key, label }))])}
      {select('team', say('prop.team'), [
        ruled,
        ...teams.map(({ key, name }) => ({ value: key, label: name })),
      ])}
      {select(
        'assignee',
        say('prop.assignee'),
        [ruled, ...moderators.map(({ id, name }) => ({ value: id, label: name }))],
        'assignee_id',
      )}
      <Field
        label={say('compose.tags')}
        name="tags"
        hint={say('compose.tags.hint')}
        dir="auto"
        value={form.tags}
        error={errorOf('tags', 'tags.0')}
        onChange={({ target: { value } }) => change({ tags: value })}
      />
      {asked.map((each) => (
        <CustomFieldInput
          key={each.field.key}
          asked={each}
          value={form.fields[each.field.key] ?? ''}
          error={errorOf(each.field.key, `custom_fields.${each.field.key}`)}
          onChange={(value) => change({ fields: { ...form.fields, [each.field.key]: value } })}
        />
      ))}
    </aside>
  );
}
