import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { CustomFieldInput } from '../../submit/custom-field-input.js';
import { fieldsOf, type AskedField } from '../../submit/kept-form.js';
import { fieldsQuery } from '../../ticket-parts/choices.js';
import styles from './panel.module.css';
import { useEdit } from './use-edit.js';

/** The fields that the help desk has added. They are read here, and changed together. */
export function CustomFields({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const fields = useQuery(fieldsQuery).data ?? [];
  const [isEditing, setEditing] = useState(false);
  const asked = fieldsOf(fields, ticket.category, { isStaff: true });
  // A value stays on the ticket when its field has been retired, or belongs to another category.
  const others = Object.keys(ticket.custom_fields).filter(
    (key) => !asked.some(({ field }) => field.key === key),
  );
  if (asked.length + others.length === 0) return null;
  const isFinal = ticket.status === 'closed' || ticket.status === 'cancelled';
  return (
    <section className={styles['section']}>
      <h2>{say('fields.title')}</h2>
      {isEditing ? (
        <FieldForm ticket={ticket} asked={asked} onClose={() => setEditing(false)} />
      ) : (
        <>
          {asked.map(({ field }) => (
            <div key={field.key} className={styles['prop']}>
              <span>
                {field.label} {field.is_internal ? <Icon name="lock" /> : null}
              </span>
              <span className={styles['value']} dir="auto">
                {valueOf(ticket, field.key) || '–'}
              </span>
            </div>
          ))}
          {others.map((key) => (
            <div key={key} className={styles['prop']}>
              <span>{fields.find((field) => field.key === key)?.label ?? key}</span>
              <span className={styles['value']} dir="auto">
                {valueOf(ticket, key)}
              </span>
            </div>
          ))}
          {isFinal || asked.length === 0 ? null : (
            <Button isSmall onClick={() => setEditing(true)}>
              {say('fields.edit')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function FieldForm({
  ticket,
  asked,
  onClose,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly asked: readonly AskedField[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { edit, problem, isPending } = useEdit(ticket);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(asked.map(({ field }) => [field.key, valueOf(ticket, field.key)])),
  );
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const changed = asked.flatMap(({ field: { key, rules } }) => {
      const value = values[key]?.trim() ?? '';
      if (value === valueOf(ticket, key)) return [];
      return [[key, value === '' ? null : rules.type === 'number' ? Number(value) : value] as const];
    });
    if (changed.length === 0 || (await edit({ custom_fields: Object.fromEntries(changed) }))) onClose();
  };
  return (
    <form className={styles['fields']} onSubmit={(event) => void submit(event)}>
      {asked.map((each) => (
        <CustomFieldInput
          key={each.field.key}
          // What is required is required of a resolution too, and the API says so then.
          asked={{ ...each, isRequired: false }}
          value={values[each.field.key] ?? ''}
          error={undefined}
          onChange={(value) => setValues({ ...values, [each.field.key]: value })}
        />
      ))}
      {problem === null ? null : (
        <p className={styles['bounced']} role="alert">
          {problem}
        </p>
      )}
      <p className={styles['row']}>
        <Button isSmall kind="primary" type="submit" isPending={isPending}>
          {say('whatif.save')}
        </Button>
        <Button isSmall kind="quiet" onClick={onClose}>
          {say('whatif.discard')}
        </Button>
      </p>
    </form>
  );
}

function valueOf(ticket: Schemas['Ticket'], key: string): string {
  return String(ticket.custom_fields[key] ?? '');
}
