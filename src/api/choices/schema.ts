import { z } from 'zod';
import {
  DEFAULT_AUTO_ANSWER_MINUTES,
  MAX_AUTO_ANSWER_MINUTES,
} from '../../domain/tickets/comments/automatic-answer.js';
import {
  CHOICE_KEY,
  DEFAULT_CHOICE_POSITION,
  DEFAULT_REVIEW_MINUTES,
  MAX_CHOICE_DESCRIPTION,
  MAX_CHOICE_LABEL,
  MAX_CHOICE_POSITION,
  MAX_REVIEW_MINUTES,
} from '../../domain/desk/choices.js';
import { LANGUAGES, type Language } from '../../domain/languages.js';
import { lineOfText, orNull, NO_CHANGE, setsSomething } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { revisionFields } from '../http/revisions.js';
import { parameterName } from '../http/shared-parameters.js';
import { priority } from '../tickets/enums.js';

const label = lineOfText({ min: 1, max: MAX_CHOICE_LABEL });
const OTHER_LANGUAGES = LANGUAGES.filter((language) => language !== 'en');
const otherLabels = Object.fromEntries(
  OTHER_LANGUAGES.map((language) => [language, label.optional()]),
) as Record<Exclude<Language, 'en'>, z.ZodOptional<typeof label>>;

const labels = z.strictObject({ en: label, ...otherLabels }).meta({
  id: 'ChoiceLabels',
  description: 'Labels by language. Readers of a language without a label see the English one.',
  example: { en: 'Billing', de: 'Abrechnung' },
});

const fields = {
  description: lineOfText({ min: 1, max: MAX_CHOICE_DESCRIPTION })
    .nullable()
    .meta({ description: 'Explains to users and to the AI when to choose this entry.' }),
  position: z
    .int()
    .min(0)
    .max(MAX_CHOICE_POSITION)
    .meta({
      description: `The sort order of lists, lowest first. The default is ${DEFAULT_CHOICE_POSITION}.`,
    }),
};

const categoryFields = {
  // A model may suggest no longer one.
  default_team: lineOfText({ min: 1, max: 60 })
    .nullable()
    .meta({ description: 'The team for tickets that get none from staff or triage.' }),
  default_priority: orNull(priority).meta({
    description: 'The priority for tickets that get none from the requester or triage.',
  }),
  review_below: z.number().min(0).max(1).nullable().meta({
    description:
      'A triage with less confidence waits for a person. Null for never. The built-in rules never wait.',
  }),
  review_minutes: z
    .int()
    .min(1)
    .max(MAX_REVIEW_MINUTES)
    .meta({
      description: `How long it waits. Then the proposal applies. The default is ${DEFAULT_REVIEW_MINUTES}.`,
    }),
  auto_answer_above: z.number().min(0).max(1).nullable().meta({
    description:
      'From this confidence of the AI on, a new ticket gets an automatic answer from public articles. Null for never. The built-in rules never answer.',
  }),
  auto_answer_minutes: z
    .int()
    .min(1)
    .max(MAX_AUTO_ANSWER_MINUTES)
    .meta({
      description: `How long it waits for a person to be faster. The default is ${DEFAULT_AUTO_ANSWER_MINUTES}.`,
    }),
};

const key = z
  .string()
  .regex(
    new RegExp(CHOICE_KEY, 'u'),
    'must be lowercase letters, digits, underscores and hyphens, a letter first, at most 40',
  )
  .meta({ pattern: CHOICE_KEY, example: 'billing', description: 'Permanent, because tickets store it.' });

const newFields = {
  key,
  labels,
  description: fields.description.default(null),
  position: fields.position.default(DEFAULT_CHOICE_POSITION),
};

const editFields = {
  labels: labels.optional(),
  description: fields.description.optional(),
  position: fields.position.optional(),
  is_active: z.boolean().optional().meta({
    description: 'False retires the entry. Tickets that have it keep it, and no other ticket can get it.',
  }),
};

const answerFields = {
  id: z.string().meta({ description: 'Same value as `key`. Paths call it `id`.' }),
  key: z.string(),
  label: z.string().meta({ description: 'The label in the language of the reader, or in English.' }),
  labels,
  description: z.string().nullable(),
  position: z.int(),
  is_active: z.boolean(),
  is_system: z
    .boolean()
    .meta({ description: 'True if Holdfast itself uses the entry. You cannot retire it.' }),
  ...revisionFields,
};

const NEW = { key: 'billing', labels: { en: 'Billing', de: 'Abrechnung' } };
const EDIT = { labels: { en: 'Invoices' } };

function someOf<T extends z.ZodType<object>>(schema: T) {
  return schema.refine(setsSomething, NO_CHANGE);
}

const CHANGES = 'The fields to change. `labels` replaces all labels.';

export const newChoiceSchema = z.strictObject(newFields).meta({ id: 'NewChoice', example: NEW });
export const choiceEditSchema = someOf(z.strictObject(editFields)).meta({
  id: 'ChoiceEdit',
  description: CHANGES,
  minProperties: 1,
  example: EDIT,
});
export const choiceSchema = z.object(answerFields).meta({ id: 'Choice' });

export const newCategorySchema = z
  .strictObject({
    ...newFields,
    default_team: categoryFields.default_team.default(null),
    default_priority: categoryFields.default_priority.default(null),
    review_below: categoryFields.review_below.default(null),
    review_minutes: categoryFields.review_minutes.default(DEFAULT_REVIEW_MINUTES),
    auto_answer_above: categoryFields.auto_answer_above.default(null),
    auto_answer_minutes: categoryFields.auto_answer_minutes.default(DEFAULT_AUTO_ANSWER_MINUTES),
  })
  .meta({ id: 'NewCategory', example: { ...NEW, default_team: 'finance', default_priority: 'high' } });
export const categoryEditSchema = someOf(
  z.strictObject({
    ...editFields,
    default_team: categoryFields.default_team.optional(),
    default_priority: categoryFields.default_priority.optional(),
    review_below: categoryFields.review_below.optional(),
    review_minutes: categoryFields.review_minutes.optional(),
    auto_answer_above: categoryFields.auto_answer_above.optional(),
    auto_answer_minutes: categoryFields.auto_answer_minutes.optional(),
  }),
).meta({ id: 'CategoryEdit', description: CHANGES, minProperties: 1, example: EDIT });
export const categorySchema = z.object({ ...answerFields, ...categoryFields }).meta({ id: 'Category' });

const holdFields = {
  pauses_clock: z.boolean().meta({
    description: 'Whether the SLA clock pauses. A change applies to later holds, and not to tickets on hold.',
  }),
  needs_date: z.boolean().meta({ description: 'Whether a ticket needs a `hold_until`.' }),
};

export const newHoldReasonSchema = z
  .strictObject({
    ...newFields,
    pauses_clock: holdFields.pauses_clock.default(true),
    needs_date: holdFields.needs_date.default(false),
  })
  .meta({
    id: 'NewHoldReason',
    example: { key: 'spare_part', labels: { en: 'Spare part', de: 'Ersatzteil' }, pauses_clock: true },
  });
export const holdReasonEditSchema = someOf(
  z.strictObject({
    ...editFields,
    pauses_clock: holdFields.pauses_clock.optional(),
    needs_date: holdFields.needs_date.optional(),
  }),
).meta({ id: 'HoldReasonEdit', description: CHANGES, minProperties: 1, example: { pauses_clock: false } });
export const holdReasonSchema = z.object({ ...answerFields, ...holdFields }).meta({ id: 'HoldReason' });

export const choiceParams = z.object({
  id: z.string().meta({ description: 'Key of the entry', example: 'billing', ...parameterName('ChoiceKey') }),
});
export const choiceQuerySchema = z.strictObject(listQuery());

export const categoryListSchema = z
  .object({ categories: z.array(categorySchema), ...listFields })
  .meta({ id: 'CategoryList' });
export const ticketTypeListSchema = z
  .object({ ticket_types: z.array(choiceSchema), ...listFields })
  .meta({ id: 'TicketTypeList' });
export const resolutionCodeListSchema = z
  .object({ resolution_codes: z.array(choiceSchema), ...listFields })
  .meta({ id: 'ResolutionCodeList' });
export const holdReasonListSchema = z
  .object({ hold_reasons: z.array(holdReasonSchema), ...listFields })
  .meta({ id: 'HoldReasonList' });
