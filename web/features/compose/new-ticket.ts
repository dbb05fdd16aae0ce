import type { Schemas } from '../../../src/client/client.js';
import type { AskedField } from '../submit/kept-form.js';

export type PickedPerson = Pick<Schemas['User'], 'id' | 'name' | 'email'>;

/** What a member of staff has written of a new ticket. */
export interface NewTicket {
  /** Null for a ticket of their own. */
  readonly requester: PickedPerson | null;
  readonly isForOther: boolean;
  readonly title: string;
  readonly description: string;
  readonly priority: Schemas['TicketPriority'] | '';
  readonly category: string;
  readonly type: string;
  readonly team: string;
  readonly assignee: string;
  readonly tags: string;
  readonly fields: Readonly<Record<string, string>>;
}

export const EMPTY_TICKET: NewTicket = {
  requester: null,
  isForOther: true,
  title: '',
  description: '',
  priority: '',
  category: '',
  type: '',
  team: '',
  assignee: '',
  tags: '',
  fields: {},
};

export function isEmptyTicket({ title, description, requester }: NewTicket): boolean {
  return `${title}${description}`.trim() === '' && requester === null;
}

/** Names of what is missing, in the order of the form. */
export function missingIn(form: NewTicket, asked: readonly AskedField[]): readonly string[] {
  return [
    ...(form.isForOther && form.requester === null ? ['requester'] : []),
    ...(Array.from(form.title.trim()).length < MIN_TITLE_LENGTH ? ['title'] : []),
    ...(form.description.trim() === '' ? ['description'] : []),
    ...asked
      .filter(({ field, isRequired }) => isRequired && (form.fields[field.key]?.trim() ?? '') === '')
      .map(({ field }) => field.key),
  ];
}

const MIN_TITLE_LENGTH = 3;

export function tagsOf(written: string): string[] {
  return [...new Set(written.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}

/** Returns the body of the request. What is empty is left to triage and rules. */
export function bodyOf(
  form: NewTicket,
  asked: readonly AskedField[],
  files: readonly string[],
): Schemas['NewTicket'] {
  const values = asked.flatMap(({ field }) => {
    const value = form.fields[field.key]?.trim() ?? '';
    if (value === '') return [];
    return [[field.key, field.rules.type === 'number' ? Number(value) : value] as const];
  });
  const { priority, category, type, team, assignee, requester, isForOther } = form;
  const tags = tagsOf(form.tags);
  return {
    title: form.title.trim(),
    description: form.description.trim(),
    ...(isForOther && requester !== null ? { requester_id: requester.id } : {}),
    ...(priority === '' ? {} : { priority }),
    ...(category === '' ? {} : { category }),
    ...(type === '' ? {} : { type }),
    ...(team === '' ? {} : { team }),
    ...(assignee === '' ? {} : { assignee_id: assignee }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(values.length === 0 ? {} : { custom_fields: Object.fromEntries(values) }),
    ...(files.length === 0 ? {} : { file_ids: [...files] }),
  };
}
