import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useMe } from '../../../app/me.js';
import { LANGUAGE_NAMES } from '../../../texts/languages.js';
import { Button } from '../../../ui/button.js';
import { Field as Line, Select, TextArea } from '../../../ui/field.js';
import { useAdminSay } from '../texts/texts.js';
import {
  asMap,
  asMaps,
  asText,
  asTexts,
  idOf,
  type Choice,
  type Field,
  type Input,
  type InputMap,
  type Source,
} from './field.js';
import { faultsAt, inputsOf, isShown } from './form-values.js';
import styles from './kit.module.css';
import { choicesQuery } from './queries.js';

interface Faults {
  readonly faults: readonly { readonly path: string; readonly message: string }[];
}

/** The inputs of several fields. `path` is where they are in the body. */
export function FieldInputs({
  fields,
  path,
  inputs,
  faults,
  onChange,
}: Faults & {
  readonly fields: readonly Field[];
  readonly path: string;
  readonly inputs: InputMap;
  readonly onChange: (inputs: InputMap) => void;
}) {
  return fields
    .filter((field) => isShown(field, inputs))
    .map((field) => (
      <FieldInput
        key={idOf(field)}
        field={field}
        path={path + field.key}
        input={inputs[idOf(field)]}
        faults={faults}
        onChange={(input) => onChange({ ...inputs, [idOf(field)]: input })}
      />
    ));
}

interface Props extends Faults {
  readonly field: Field;
  readonly path: string;
  readonly input: Input | undefined;
  readonly onChange: (input: Input) => void;
}

function FieldInput({ field, path, input, faults, onChange }: Props) {
  const say = useAdminSay();
  const { role } = useMe();
  const isLocked = field.forAdmin === true && role !== 'admin';
  const common = {
    label: say(field.label),
    hint: isLocked ? say('for-admin') : field.hint === undefined ? undefined : say(field.hint),
    error: faultsAt(faults, path),
    name: path,
    required: field.isRequired === true,
    disabled: isLocked,
    dir: 'auto',
    value: asText(input),
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  };
  switch (field.kind) {
    case 'text':
    case 'commas':
    case 'numbers':
    case 'shifts':
      return <Line {...common} autoComplete="off" />;
    case 'secret':
      return <Line {...common} type="password" autoComplete="new-password" />;
    case 'number':
      return (
        <Line
          {...common}
          type="number"
          inputMode="decimal"
          min={field.min}
          max={field.max}
          step={field.step ?? 'any'}
        />
      );
    case 'date':
      return <Line {...common} type="date" />;
    case 'moment':
      return <Line {...common} type="datetime-local" />;
    case 'long':
    case 'lines':
      return <TextArea {...common} rows={field.kind === 'long' ? 6 : 3} />;
    case 'choice':
      return <Select {...common} options={[...none(field), ...field.choices.map(optionOf(say))]} />;
    case 'source':
      return <SourceSelect {...common} source={field.source} isOptional={field.isRequired !== true} />;
    case 'flag':
      return (
        <div>
          <label className={styles['check']}>
            <input
              type="checkbox"
              name={path}
              disabled={isLocked}
              checked={input === true}
              onChange={({ target }) => onChange(target.checked)}
            />
            {common.label}
          </label>
          {common.hint === undefined ? null : <p className={styles['muted']}>{common.hint}</p>}
          <Refusal error={common.error} />
        </div>
      );
    case 'many':
      return (
        <fieldset className={styles['group']}>
          <legend>{common.label}</legend>
          <div className={styles['checks']}>
            {field.choices.map((choice) => (
              <label key={choice.value} className={styles['check']}>
                <input
                  type="checkbox"
                  checked={asTexts(input).includes(choice.value)}
                  onChange={({ target }) => onChange(toggled(asTexts(input), choice.value, target.checked))}
                />
                {optionOf(say)(choice).label}
              </label>
            ))}
          </div>
          {common.hint === undefined ? null : <p className={styles['muted']}>{common.hint}</p>}
          <Refusal error={common.error} />
        </fieldset>
      );
    case 'labels':
      return (
        <fieldset className={styles['group']}>
          <legend>{common.label}</legend>
          <div className={styles['pairs']}>
            {Object.entries(LANGUAGE_NAMES).map(([language, name]) => (
              <Line
                key={language}
                label={name}
                name={`${path}.${language}`}
                dir="auto"
                autoComplete="off"
                required={language === 'en'}
                error={faultsAt(faults, `${path}.${language}`)}
                value={asText(asMap(input)[language])}
                onChange={({ target }) => onChange({ ...asMap(input), [language]: target.value })}
              />
            ))}
          </div>
        </fieldset>
      );
    case 'group':
      return (
        <fieldset className={styles['group']} disabled={isLocked}>
          <legend>{common.label}</legend>
          {common.hint === undefined ? null : <p className={styles['muted']}>{common.hint}</p>}
          <div className={styles['pairs']}>
            <FieldInputs
              fields={field.fields}
              path={`${path}.`}
              inputs={asMap(input)}
              faults={faults}
              onChange={onChange}
            />
          </div>
          <Refusal error={own(faults, path)} />
        </fieldset>
      );
    case 'rows':
      return <RowsInput {...{ field, path, input, faults, onChange }} fields={field.fields} />;
  }
}

/** Rows that can be added and removed. */
function RowsInput({
  field,
  fields,
  path,
  input,
  faults,
  onChange,
}: Props & { readonly fields: readonly Field[] }) {
  const say = useAdminSay();
  const rows = asMaps(input);
  return (
    <fieldset className={styles['group']}>
      <legend>{say(field.label)}</legend>
      {field.hint === undefined ? null : <p className={styles['muted']}>{say(field.hint)}</p>}
      {rows.map((row, index) => (
        <div
          key={index}
          className={styles['row']}
          role="group"
          aria-label={`${say(field.label)} ${index + 1}`}
        >
          <div className={styles['pairs']}>
            <FieldInputs
              fields={fields}
              path={`${path}.${index}.`}
              inputs={row}
              faults={faults}
              onChange={(changed) => onChange(rows.map((other, at) => (at === index ? changed : other)))}
            />
          </div>
          <span>
            <Button isSmall icon="x" onClick={() => onChange(rows.filter((_, at) => at !== index))}>
              {say('remove-row', { number: index + 1 })}
            </Button>
          </span>
        </div>
      ))}
      <Refusal error={own(faults, path)} />
      <span>
        <Button isSmall icon="plus" onClick={() => onChange([...rows, inputsOf(fields, null)])}>
          {say('add-row')}
        </Button>
      </span>
    </fieldset>
  );
}

/** A choice of a list of the API. A value that the list lacks stays: it may be retired. */
function SourceSelect({
  source,
  isOptional,
  ...select
}: Omit<ComponentProps<typeof Select>, 'options' | 'value'> & {
  readonly source: Source;
  readonly isOptional: boolean;
  readonly value: string;
}) {
  const { data = [] } = useQuery(choicesQuery(source));
  const isKnown = select.value === '' || data.some(({ value }) => value === select.value);
  return (
    <Select
      {...select}
      options={[
        ...(isOptional || select.value === '' ? [{ value: '', label: '–' }] : []),
        ...(isKnown ? [] : [{ value: select.value, label: select.value }]),
        ...data,
      ]}
    />
  );
}

function Refusal({ error }: { readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p role="alert" className={styles['fault']}>
      {error}
    </p>
  );
}

/** Messages about the whole, not about something inside: those are shown there. */
function own(faults: Faults['faults'], path: string): string | undefined {
  return faults.find((fault) => fault.path === path)?.message;
}

const none = (field: Field) => (field.isRequired === true ? [] : [{ value: '', label: '–' }]);

const optionOf =
  (say: ReturnType<typeof useAdminSay>) =>
  ({ value, label }: Choice) => ({ value, label: label === undefined ? value : say(label) });

function toggled(values: readonly string[], value: string, isOn: boolean): readonly string[] {
  return isOn ? [...values, value] : values.filter((other) => other !== value);
}
