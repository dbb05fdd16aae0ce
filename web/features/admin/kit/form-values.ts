import { asMap, asMaps, asText, asTexts, idOf, type Field, type Input, type InputMap } from './field.js';
import { isItem, type Item } from './item.js';

/** The fields of a form when something is created, or edited. */
export function fieldsFor(fields: readonly Field[], mode: 'create' | 'edit'): readonly Field[] {
  return fields.filter(({ on }) => on === undefined || on === mode);
}

export function isShown(field: Field, inputs: InputMap): boolean {
  return field.when === undefined || field.when.is.includes(asText(inputs[field.when.id]));
}

/** What a form shows of an item; of nothing for a new one. */
export function inputsOf(fields: readonly Field[], item: Item | null): InputMap {
  return Object.fromEntries(fields.map((field) => [idOf(field), inputOf(field, item)]));
}

function inputOf(field: Field, item: Item | null): Input {
  if (item === null) return field.initial ?? toInput(field, undefined);
  return toInput(field, field.read === undefined ? item[field.key] : field.read(item));
}

function toInput(field: Field, value: unknown): Input {
  const texts = Array.isArray(value) ? value.map(String) : [];
  switch (field.kind) {
    case 'text':
    case 'secret':
    case 'long':
    case 'number':
    case 'choice':
    case 'source':
    case 'date':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    case 'moment':
      return typeof value === 'string' ? localOf(value) : '';
    case 'flag':
      return value === true;
    case 'lines':
      return texts.join('\n');
    case 'commas':
    case 'numbers':
      return texts.join(', ');
    case 'many':
      return texts;
    case 'shifts':
      return shiftsToText(value);
    case 'labels':
      return isItem(value)
        ? Object.fromEntries(Object.entries(value).map(([language, label]) => [language, String(label)]))
        : {};
    case 'group':
      return inputsOf(field.fields, isItem(value) ? value : null);
    case 'rows':
      return Array.isArray(value) ? value.filter(isItem).map((row) => inputsOf(field.fields, row)) : [];
  }
}

/** Returns the body of a form: `undefined` for what is left out. */
export function bodyOf(fields: readonly Field[], inputs: InputMap): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter((field) => isShown(field, inputs))
      .map((field) => [field.key, toValue(field, inputs[idOf(field)])]),
  );
}

/** Returns what differs from the item: all that `PATCH` sends. */
export function changesOf(fields: readonly Field[], before: InputMap, inputs: InputMap) {
  const old = bodyOf(fields, before);
  return Object.fromEntries(
    Object.entries(bodyOf(fields, inputs)).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key]),
    ),
  );
}

function toValue(field: Field, input: Input | undefined): unknown {
  const text = asText(input).trim();
  const nothing = field.isNullable === true ? null : field.isRequired === true ? '' : undefined;
  switch (field.kind) {
    case 'text':
    case 'secret':
    case 'choice':
    case 'source':
    case 'date':
    case 'long':
      return text === '' ? nothing : text;
    case 'number':
      return text === '' ? (field.isNullable === true ? null : undefined) : Number(text);
    case 'moment':
      return text === '' ? nothing : new Date(text).toISOString();
    case 'flag':
      return input === true;
    case 'lines':
      return parts(text, '\n');
    case 'commas':
      return parts(text, ',');
    case 'numbers':
      return parts(text, ',').map(Number);
    case 'many':
      return asTexts(input);
    case 'shifts':
      return parts(text, ',').map((shift) => {
        const [start = '', end = ''] = shift.split(/\s*[-–]\s*/u);
        return { start, end };
      });
    case 'labels':
      return Object.fromEntries(
        Object.entries(asMap(input)).filter(([, label]) => asText(label).trim() !== ''),
      );
    case 'group': {
      const inner = bodyOf(field.fields, asMap(input));
      const isEmpty =
        field.needs === undefined ? Object.values(inner).every(isNothing) : isNothing(inner[field.needs]);
      if (isEmpty && field.isOmitted === true) return undefined;
      return isEmpty && field.isNullable === true ? null : inner;
    }
    case 'rows': {
      const rows = asMaps(input).map((row) => bodyOf(field.fields, row));
      return rows.length === 0 && field.isNullable === true ? null : rows;
    }
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

const parts = (text: string, separator: string): readonly string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function shiftsToText(value: unknown): string {
  const shifts = Array.isArray(value) ? value.filter(isItem) : [];
  return shifts.map(({ start, end }) => `${String(start)}-${String(end)}`).join(', ');
}

/** As `<input type="datetime-local">` has it, in the zone of the browser. */
function localOf(instant: string): string {
  const at = new Date(instant);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

interface Fault {
  readonly path: string;
  readonly message: string;
}

/** The messages of a field, and of all inside of it if it shows as one input. */
export function faultsAt(faults: readonly Fault[], path: string): string | undefined {
  const own = faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
  return own.length === 0 ? undefined : [...new Set(own.map(({ message }) => message))].join('; ');
}
