import { z } from 'zod';
import {
  DEFAULT_FIELD_TEXT,
  FIELD_KEY,
  FIELD_REQUIREMENTS,
  MAX_CUSTOM_FIELDS,
  MAX_FIELD_OPTIONS,
  MAX_FIELD_TEXT,
} from '../../domain/tickets/custom-fields.js';
import { MAX_CHOICES } from '../../domain/desk/choices.js';
import { revisionFields } from '../http/revisions.js';
import { characters, lineOfText, referTo, NO_CHANGE, setsSomething } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';

const key = z
  .string()
  .regex(new RegExp(FIELD_KEY, 'u'), 'must be lowercase letters, digits and underscores, at most 40')
  .meta({ pattern: FIELD_KEY, example: 'region' });

const day = z.iso.date().nullable().default(null);
const bound = z.number().nullable().default(null);

const rules = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('text'),
        max_length: z.int().min(1).max(MAX_FIELD_TEXT).default(DEFAULT_FIELD_TEXT),
      })
      .meta({ id: 'TextFieldRules' }),
    z.strictObject({ type: z.literal('number'), min: bound, max: bound }).meta({ id: 'NumberFieldRules' }),
    z
      .strictObject({
        type: z.literal('choice'),
        options: z
          .array(lineOfText({ min: 1, max: 100 }))
          .min(1)
          .max(MAX_FIELD_OPTIONS),
      })
      .meta({ id: 'ChoiceFieldRules' }),
    z.strictObject({ type: z.literal('date'), min: day, max: day }).meta({ id: 'DateFieldRules' }),
  ])
  .meta({
    id: 'CustomFieldRules',
    description: 'The type and the limits of the values. You cannot change the type later.',
  });

const label = lineOfText({ min: 1, max: 100 });
const required = z.enum(FIELD_REQUIREMENTS).meta({ id: 'FieldRequirement' });
const requiredMeta = {
  description:
    '`at_submission`: the API refuses new tickets without a value. `to_resolve`: staff cannot resolve a ticket without a value.',
};

const ofCategory = z
  .strictObject({ category: lineOfText({ min: 1, max: 40 }), required })
  .meta({ id: 'FieldOfCategory', example: { category: 'network', required: 'at_submission' } });
const categories = z.array(ofCategory).min(1).max(MAX_CHOICES).nullable();
const categoriesMeta = {
  description:
    'The categories whose tickets have the field, each with what it requires. Null for all categories, with `required`.',
};

export const newCustomFieldSchema = z
  .strictObject({
    key,
    label,
    rules,
    required: referTo(required).default('no').meta(requiredMeta),
    categories: categories.default(null).meta(categoriesMeta),
    is_internal: z.boolean().default(false).meta({
      description: 'True if only staff can read and fill in the field. You cannot change this later.',
    }),
  })
  .meta({
    id: 'NewCustomField',
    example: { key: 'region', label: 'Region', rules: { type: 'choice', options: ['emea', 'apac'] } },
  });

export const customFieldEditSchema = z
  .strictObject({
    label: label.optional(),
    rules: rules.optional(),
    required: referTo(required).optional().meta(requiredMeta),
    categories: categories.optional().meta(categoriesMeta),
    is_active: z
      .boolean()
      .optional()
      .meta({ description: 'False retires the field. Tickets keep their values and get no new ones.' }),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({
    id: 'CustomFieldEdit',
    description: 'The fields to change. Existing values of tickets do not change.',
    minProperties: 1,
    example: { label: 'Region of the office' },
  });

export const customFieldParams = z.object({
  field: z.string().meta({ example: 'region', ...parameterName('CustomFieldKey') }),
});
export const customFieldQuerySchema = z.strictObject({
  category: characters({ min: 1, max: 40 })
    .optional()
    .meta({
      description: 'Only the fields of its tickets: its form.',
      ...parameterName('FieldCategoryFilter'),
    }),
  ...listQuery(),
});

export const customFieldSchema = z
  .object({
    key: z.string(),
    label: z.string(),
    rules,
    required,
    categories: categories.meta(categoriesMeta),
    is_internal: z.boolean(),
    is_active: z.boolean(),
    ...revisionFields,
  })
  .meta({ id: 'CustomField' });

export const customFieldListSchema = z
  .object({ custom_fields: z.array(customFieldSchema), ...listFields })
  .meta({ id: 'CustomFieldList' });

/** Values as they are sent with a ticket; whether they fit the fields is for the use case to say. */
export const customValuesInput = z
  .record(key, z.union([lineOfText({ min: 1, max: MAX_FIELD_TEXT }), z.number(), z.null()]))
  .refine((values) => Object.keys(values).length <= MAX_CUSTOM_FIELDS, {
    message: `must have at most ${MAX_CUSTOM_FIELDS} fields`,
  })
  .meta({
    id: 'NewCustomFieldValues',
    description: 'Values by custom field key. Null removes a value. Dates are `YYYY-MM-DD`.',
    maxProperties: MAX_CUSTOM_FIELDS,
    propertyNames: { type: 'string', pattern: FIELD_KEY },
    example: {},
  });

export const customValuesSchema = z
  .record(z.string(), z.union([z.string(), z.number()]).meta({ id: 'CustomFieldValue' }))
  .meta({
    id: 'CustomFieldValues',
    description: 'Values by custom field key. Requesters do not see internal fields.',
  });
