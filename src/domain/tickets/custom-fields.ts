import { DomainError, unreachable, type FieldFault } from '../errors.js';

/** Retired ones count: their values stay readable on old tickets. */
export const MAX_CUSTOM_FIELDS = 200;
export const MAX_FIELD_TEXT = 1_000;
export const DEFAULT_FIELD_TEXT = 200;
export const MAX_FIELD_OPTIONS = 100;

/** Small letters, digits and underscores: safe in queries, paths and objects. */
export const FIELD_KEY = '^[a-z][a-z0-9_]{0,39}$';

/** Whether a ticket can be handed in, or be resolved by staff, without a value. */
export const FIELD_REQUIREMENTS = ['no', 'at_submission', 'to_resolve'] as const;
export type FieldRequirement = (typeof FIELD_REQUIREMENTS)[number];

/** The values of a field. Lengths are in characters, days are `YYYY-MM-DD`; null for no limit. */
export type FieldRules =
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'number'; readonly min: number | null; readonly max: number | null }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  | { readonly type: 'date'; readonly min: string | null; readonly max: string | null };

/** What a field is to tickets of one category. */
export interface FieldOfCategory {
  /** The key of the category. */
  readonly category: string;
  readonly required: FieldRequirement;
}

/**
 * A field that an administrator has added to tickets.
 * Its name (the key), type and `isInternal` never change, so that stored values and events keep their meaning and
 * their readers.
 */
export interface CustomField {
  readonly name: string;
  readonly version: number;
  readonly label: string;
  readonly rules: FieldRules;
  /** For tickets of all categories; `no` for a field of some. */
  readonly required: FieldRequirement;
  /** The categories whose tickets have the field; null or absent for all. */
  readonly categories?: readonly FieldOfCategory[] | null;
  /** True for what only staff may fill in and read. */
  readonly isInternal: boolean;
  /** False for a retired field: it accepts no new values, and old ones stay. */
  readonly isActive: boolean;
}

export type FieldValue = string | number;

export interface CustomValue {
  /** The name of the field. */
  readonly field: string;
  readonly value: FieldValue;
}

/** Values to set, by field name; null removes a value. */
export type FieldInput = Readonly<Record<string, FieldValue | null>>;

export function tooManyFields(): DomainError {
  return new DomainError(
    'illegal_transition',
    `There are already ${MAX_CUSTOM_FIELDS} custom fields, the maximum.`,
  );
}

/** @throws DomainError `invalid_input` with every fault. */
export function validateField({ rules, required, categories, isInternal }: CustomField): void {
  const faults: FieldFault[] = [];
  if ('min' in rules && rules.min !== null && rules.max !== null && rules.min > rules.max) {
    faults.push({ path: 'rules.max', message: 'is below the minimum' });
  }
  if (isInternal && required === 'at_submission') {
    faults.push({ path: 'required', message: 'requesters cannot fill in an internal field' });
  }
  if (categories !== undefined && categories !== null)
    faults.push(...categoryFaults(categories, required, isInternal));
  if (faults.length > 0) throw new DomainError('invalid_input', 'The custom field is not valid.', { faults });
}

function categoryFaults(
  categories: readonly FieldOfCategory[],
  required: FieldRequirement,
  isInternal: boolean,
): FieldFault[] {
  const faults = categories.flatMap(({ category, required: here }, index): FieldFault[] => {
    const path = `categories.${index}`;
    const isRepeated = categories.findIndex((each) => each.category === category) !== index;
    if (isRepeated) return [{ path: `${path}.category`, message: `repeats ${category}` }];
    return isInternal && here === 'at_submission'
      ? [{ path: `${path}.required`, message: 'requesters cannot fill in an internal field' }]
      : [];
  });
  const message = 'must be no for a field of some categories; each of them says what it requires';
  return required === 'no' ? faults : [...faults, { path: 'required', message }];
}

/** What a field requires on tickets of a category; null for a field that they do not have. */
export function requirementIn(
  { required, categories }: Pick<CustomField, 'required' | 'categories'>,
  category: string,
): FieldRequirement | null {
  if (categories === undefined || categories === null) return required;
  return categories.find((each) => each.category === category)?.required ?? null;
}

/** The fields that this reader knows of. */
export function fieldsFor(
  fields: readonly CustomField[],
  knowsInternal: boolean,
): ReadonlyMap<string, CustomField> {
  const known = fields.filter(({ isInternal }) => knowsInternal || !isInternal);
  return new Map(known.map((field) => [field.name, field]));
}

/**
 * Checks values against their fields.
 * @throws DomainError `invalid_input` naming every invalid value or unknown field.
 */
export function checkInput(
  fields: ReadonlyMap<string, CustomField>,
  input: FieldInput,
  category: string,
): void {
  refuse(
    Object.entries(input).flatMap(([name, value]) => {
      const message = faultOf(fields.get(name), value, category);
      return message === null ? [] : [{ path: pathOf(name), message }];
    }),
  );
}

/** The values with the input applied, in the order of names. */
export function withInput(values: readonly CustomValue[], input: FieldInput): readonly CustomValue[] {
  const kept = values.filter(({ field }) => !Object.hasOwn(input, field));
  const set = Object.entries(input).flatMap(([field, value]) => (value === null ? [] : [{ field, value }]));
  return [...kept, ...set].sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** @throws DomainError `invalid_input` naming every active field that the category requires and that has no value. */
export function requireValues(
  fields: readonly CustomField[],
  values: readonly CustomValue[],
  requirement: FieldRequirement,
  category: string,
): void {
  const filledIn = new Set(values.map(({ field }) => field));
  const missing = fields.filter(
    (field) => field.isActive && requirementIn(field, category) === requirement && !filledIn.has(field.name),
  );
  refuse(missing.map(({ name }) => ({ path: pathOf(name), message: 'is required' })));
}

/**
 * Converts the values of a filter to their stored form, because a query only compares text.
 * @throws DomainError `invalid_input` for fields that the reader does not know, and invalid numbers.
 */
export function soughtValues(
  fields: ReadonlyMap<string, CustomField>,
  sought: readonly CustomValue[],
): readonly CustomValue[] {
  const faults: FieldFault[] = [];
  const values = sought.map(({ field, value }, index) => {
    const isNumber = fields.get(field)?.rules.type === 'number';
    const fits = !isNumber || (String(value).trim() !== '' && Number.isFinite(Number(value)));
    if (!fields.has(field) || !fits) {
      const message = fits ? `${field} is not a custom field` : `${field} must be a number`;
      faults.push({ path: `custom_field.${index}`, message });
    }
    return { field, value: isNumber ? Number(value) : value };
  });
  if (faults.length > 0) throw new DomainError('invalid_input', 'Invalid custom field filter.', { faults });
  return values;
}

function faultOf(field: CustomField | undefined, value: FieldValue | null, category: string): string | null {
  if (field === undefined) return 'is not a custom field';
  if (value === null) return requirementIn(field, category) === 'at_submission' ? 'is required' : null;
  if (!field.isActive) return 'is retired and takes no new values';
  return valueFault(field.rules, value);
}

function valueFault(rules: FieldRules, value: FieldValue): string | null {
  switch (rules.type) {
    case 'text':
      if (typeof value !== 'string') return 'must be a text';
      return Array.from(value).length > rules.maxLength
        ? `must have at most ${rules.maxLength} characters`
        : null;
    case 'number':
      return typeof value === 'number' ? boundsFault(rules, value) : 'must be a number';
    case 'choice':
      return typeof value === 'string' && rules.options.includes(value)
        ? null
        : `must be one of: ${rules.options.join(', ')}`;
    case 'date':
      return typeof value === 'string' && isDay(value)
        ? boundsFault(rules, value)
        : 'must be a day: YYYY-MM-DD';
    default:
      return unreachable(rules);
  }
}

/** Days are compared as text. */
function boundsFault<V extends FieldValue>(
  { min, max }: { readonly min: V | null; readonly max: V | null },
  value: V,
): string | null {
  if (min !== null && value < min) return `must be at least ${min}`;
  return max !== null && value > max ? `must be at most ${max}` : null;
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function pathOf(name: string): string {
  return `custom_fields.${name}`;
}

function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0)
    throw new DomainError('invalid_input', 'Some custom fields are not valid.', { faults });
}
