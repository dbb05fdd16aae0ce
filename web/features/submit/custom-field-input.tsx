import { useSay } from '../../texts/use-texts.js';
import { Field, Select } from '../../ui/field.js';
import type { AskedField } from './kept-form.js';

interface Props {
  readonly asked: AskedField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A field that the help desk has added to its form. */
export function CustomFieldInput({ asked: { field, isRequired }, value, error, onChange }: Props) {
  const say = useSay();
  const label = isRequired ? field.label : say('submit.optional', { label: field.label });
  const common = { label, name: field.key, value, error, required: isRequired };
  const { rules } = field;
  switch (rules.type) {
    case 'choice':
      return (
        <Select
          {...common}
          options={[
            { value: '', label: say('submit.choose') },
            ...rules.options.map((option) => ({ value: option, label: option })),
          ]}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case 'number':
      return (
        <Field
          {...common}
          type="number"
          inputMode="decimal"
          step="any"
          min={rules.min ?? undefined}
          max={rules.max ?? undefined}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case 'date':
      return (
        <Field
          {...common}
          type="date"
          min={rules.min ?? undefined}
          max={rules.max ?? undefined}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case 'text':
      return (
        <Field
          {...common}
          dir="auto"
          maxLength={rules.max_length}
          onChange={({ target }) => onChange(target.value)}
        />
      );
  }
}
