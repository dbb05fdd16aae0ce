import { useId, type ComponentProps, type ReactNode } from 'react';
import { Icon } from './icon.js';
import styles from './field.module.css';

interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Why the value was refused, beside the field. */
  readonly error?: string | undefined;
  /** At the end of the line of the label: a link. */
  readonly beside?: ReactNode;
}

/** A line of text with its label. */
export function Field({ label, hint, error, beside, ...input }: Labelled & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error, beside }}>
      <input id={id} className={styles['input']} {...described(id, hint, error)} {...input} />
    </Frame>
  );
}

/** Several lines of text with their label. */
export function TextArea({ label, hint, error, beside, ...area }: Labelled & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error, beside }}>
      <textarea id={id} className={styles['input']} rows={4} {...described(id, hint, error)} {...area} />
    </Frame>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice of few. The browser's own list works with every keyboard, screen reader and phone. */
export function Select({
  label,
  hint,
  error,
  beside,
  options,
  ...select
}: Labelled & ComponentProps<'select'> & { readonly options: readonly Option[] }) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error, beside }}>
      <select id={id} className={styles['input']} {...described(id, hint, error)} {...select}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

function Frame({
  id,
  label,
  hint,
  error,
  beside,
  children,
}: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={styles['field']}>
      <span className={styles['head']}>
        <label htmlFor={id}>{label}</label>
        {beside}
      </span>
      {children}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} className={styles['error']} role="alert">
          <Icon name="alert" />
          {error}
        </p>
      )}
    </div>
  );
}

function described(id: string, hint: string | undefined, error: string | undefined) {
  const by = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  return {
    'aria-describedby': by.length === 0 ? undefined : by.join(' '),
    'aria-invalid': error === undefined ? undefined : true,
  };
}
