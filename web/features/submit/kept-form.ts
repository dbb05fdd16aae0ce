import type { Schemas } from '../../../src/client/client.js';

type CustomField = Schemas['CustomField'];

/** What a person has written of a new ticket. It is kept until it is sent, whatever happens to page and session. */
export interface NewTicketForm {
  readonly way: 'form' | 'words';
  readonly title: string;
  readonly description: string;
  readonly priority: Schemas['TicketPriority'] | '';
  /** Empty: the help desk chooses. */
  readonly category: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What is written to the assistant, and the conversation that it continues. */
  readonly words: string;
  readonly conversation: string | null;
  /** What the person corrected in the draft of the assistant. */
  readonly edits: Partial<Schemas['TicketDraft']>;
}

export const EMPTY_FORM: NewTicketForm = {
  way: 'form',
  title: '',
  description: '',
  priority: '',
  category: '',
  fields: {},
  words: '',
  conversation: null,
  edits: {},
};

/** Returns a kept form of any earlier version, with what is missing. */
export function restoreForm(kept: Partial<NewTicketForm> | null): NewTicketForm {
  return { ...EMPTY_FORM, ...kept };
}

export function isEmpty({ title, description, words, conversation }: NewTicketForm): boolean {
  return `${title}${description}${words}`.trim() === '' && conversation === null;
}

/** A field of the form, with what its category requires of it. */
export interface AskedField {
  readonly field: CustomField;
  readonly isRequired: boolean;
}

/** Returns the custom fields to fill in for a category. Internal ones are for staff only. */
export function fieldsOf(
  fields: readonly CustomField[],
  category: string,
  { isStaff }: { readonly isStaff: boolean } = { isStaff: false },
): readonly AskedField[] {
  return fields.flatMap((field) => {
    if (!field.is_active || (field.is_internal && !isStaff)) return [];
    if (field.categories === null) return [{ field, isRequired: field.required === 'at_submission' }];
    const rule = field.categories.find((each) => each.category === category);
    return rule === undefined ? [] : [{ field, isRequired: rule.required === 'at_submission' }];
  });
}

/** Returns the body of the request. Fields of another category are left out. */
export function toNewTicket(form: NewTicketForm, asked: readonly AskedField[]): Schemas['NewTicket'] {
  const values = asked.flatMap(({ field }) => {
    const value = form.fields[field.key]?.trim() ?? '';
    if (value === '') return [];
    return [[field.key, field.rules.type === 'number' ? Number(value) : value] as const];
  });
  return {
    title: form.title.trim(),
    description: form.description.trim(),
    ...(form.priority === '' ? {} : { priority: form.priority }),
    ...(form.category === '' ? {} : { category: form.category }),
    ...(values.length === 0 ? {} : { custom_fields: Object.fromEntries(values) }),
  };
}

const MIN_TITLE_LENGTH = 3;

/** Names of what is missing, before anything is sent. */
export function missingOf(form: NewTicketForm, asked: readonly AskedField[]): ReadonlySet<string> {
  const missing = new Set<string>();
  if (Array.from(form.title.trim()).length < MIN_TITLE_LENGTH) missing.add('title');
  if (form.description.trim() === '') missing.add('description');
  for (const { field, isRequired } of asked) {
    if (isRequired && (form.fields[field.key]?.trim() ?? '') === '') missing.add(field.key);
  }
  return missing;
}
