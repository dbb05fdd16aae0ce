import type { Revision } from '../../ports/revisions.js';
import type { Actor } from '../../domain/access/actor.js';
import {
  checkInput,
  fieldsFor,
  MAX_CUSTOM_FIELDS,
  requirementIn,
  requireValues,
  validateField,
  type CustomField,
  type FieldInput,
  type FieldOfCategory,
  type FieldRequirement,
  type FieldRules,
} from '../../domain/tickets/custom-fields.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import {
  authorize,
  canReadInternal,
  canWriteInternal,
  type Target,
} from '../../domain/access/permissions.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { unknownChoice } from '../desk/check-choices.js';
import { addFirst, addNext, newest, pageOf } from '../revisions.js';

type Deps = Pick<AppDeps, 'customFields' | 'categories' | 'clock'>;
type FieldRevision = Revision<CustomField>;

/** A new field, as its author defines it. */
export type NewField = Omit<CustomField, 'version' | 'isActive'>;

/** The changes of a field; absent ones stay. */
export interface FieldEdit {
  readonly label?: string | undefined;
  readonly rules?: FieldRules | undefined;
  readonly required?: FieldRequirement | undefined;
  readonly categories?: readonly FieldOfCategory[] | null | undefined;
  readonly isActive?: boolean | undefined;
}

/** The fields that the reader knows of, by name, each in its newest version. @throws DomainError `forbidden` */
export async function listFields(
  deps: Pick<Deps, 'customFields'>,
  actor: Actor,
  request: PageRequest,
  category?: string,
): Promise<IdPage<FieldRevision>> {
  authorize(actor, 'custom_field.read');
  const { items } = await deps.customFields.list({ pageSize: MAX_CUSTOM_FIELDS });
  const known = items.filter(({ content }) => canReadInternal(actor) || !content.isInternal);
  const wanted =
    category === undefined ? known : known.filter(({ content }) => requirementIn(content, category) !== null);
  return pageOf(wanted, ({ content }) => content.name, request);
}

/** A field. @throws DomainError `forbidden`; `not_found` also for one that the actor may not know of. */
export async function readField(
  deps: Pick<Deps, 'customFields'>,
  actor: Actor,
  name: string,
): Promise<FieldRevision> {
  authorize(actor, 'custom_field.read');
  const revision = await newest(deps.customFields, name);
  if (revision.content.isInternal && !canReadInternal(actor)) {
    throw new DomainError('not_found', `"${name}" does not exist.`);
  }
  return revision;
}

/**
 * Adds a custom field.
 * @throws DomainError `forbidden`, `invalid_input`, `duplicate`, `illegal_transition` at the maximum.
 */
export async function addField(
  deps: Deps,
  actor: Actor,
  field: NewField,
  requestId: string,
): Promise<FieldRevision> {
  authorize(actor, 'custom_field.administer');
  const content = { ...field, version: 1, isActive: true };
  validateField(content);
  await requireCategories(deps, content.categories);
  return addFirst(deps, deps.customFields, { actor, content, requestId });
}

/**
 * Creates a new version of a field.
 * Existing values stay.
 * @throws DomainError `forbidden`, `not_found`, `invalid_input` (also for another type), `version_conflict`
 */
export async function editField(
  deps: Deps,
  actor: Actor,
  name: string,
  edit: FieldEdit,
  expectedVersion?: number,
): Promise<FieldRevision> {
  authorize(actor, 'custom_field.administer');
  return addNext(deps, deps.customFields, { actor, name, expectedVersion }, async (current, version) => {
    const { rules = current.rules } = edit;
    if (rules.type !== current.rules.type) {
      throw new DomainError('invalid_input', 'The type of a custom field cannot change.', {
        faults: [{ path: 'rules.type', message: `must stay ${current.rules.type}` }],
      });
    }
    const content = {
      ...current,
      version,
      rules,
      label: edit.label ?? current.label,
      required: edit.required ?? current.required,
      categories: edit.categories === undefined ? (current.categories ?? null) : edit.categories,
      isActive: edit.isActive ?? current.isActive,
    };
    validateField(content);
    await requireCategories(deps, edit.categories);
    return content;
  });
}

/** @throws DomainError `invalid_input` naming every key that is no category, with those that are. */
async function requireCategories(
  deps: Pick<Deps, 'categories'>,
  categories: readonly FieldOfCategory[] | null | undefined,
): Promise<void> {
  const faults = await Promise.all(
    (categories ?? []).map(async ({ category }, index): Promise<FieldFault[]> => {
      const message = await unknownChoice(deps, 'categories', category);
      return message === null ? [] : [{ path: `categories.${index}.category`, message }];
    }),
  );
  const all = faults.flat();
  if (all.length > 0)
    throw new DomainError('invalid_input', 'The custom field is not valid.', { faults: all });
}

/**
 * Splits the input for its two events: values for requesters, and values for staff only.
 * @throws DomainError `invalid_input` naming every invalid value or unknown field.
 */
export async function checkedInput(
  { customFields }: Pick<AppDeps, 'customFields'>,
  actor: Actor,
  ticket: Target & Pick<Ticket, 'category'>,
  input: FieldInput,
): Promise<{ readonly shown: FieldInput; readonly hidden: FieldInput }> {
  const fields = fieldsFor(await customFields.all(), canWriteInternal(actor, ticket));
  checkInput(fields, input, ticket.category);
  const part = (isInternal: boolean) =>
    Object.fromEntries(Object.entries(input).filter(([name]) => fields.get(name)?.isInternal === isInternal));
  return { shown: part(false), hidden: part(true) };
}

/** @throws DomainError `invalid_input` naming every field that the ticket’s category requires and that has no value. */
export async function requireFields(
  { customFields }: Pick<AppDeps, 'customFields'>,
  { customFields: values, category }: Pick<Ticket, 'customFields' | 'category'>,
  requirement: FieldRequirement,
): Promise<void> {
  requireValues(await customFields.all(), values, requirement, category);
}
