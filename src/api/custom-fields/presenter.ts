import type { Revision } from '../../ports/revisions.js';
import type { z } from 'zod';
import type { CustomField, FieldRules } from '../../domain/tickets/custom-fields.js';
import { unreachable } from '../../domain/errors.js';
import { presentRevision } from '../http/revisions.js';
import type { customFieldSchema, newCustomFieldSchema } from './schema.js';

type RulesInput = z.output<typeof newCustomFieldSchema>['rules'];

export function presentCustomField({
  content,
  ...revision
}: Revision<CustomField>): z.input<typeof customFieldSchema> {
  return {
    key: content.name,
    label: content.label,
    rules: presentRules(content.rules),
    required: content.required,
    categories: content.categories?.map(({ category, required }) => ({ category, required })) ?? null,
    is_internal: content.isInternal,
    is_active: content.isActive,
    ...presentRevision(content.version, revision),
  };
}

function presentRules(rules: FieldRules): RulesInput {
  switch (rules.type) {
    case 'text':
      return { type: 'text', max_length: rules.maxLength };
    case 'choice':
      return { type: 'choice', options: [...rules.options] };
    case 'number':
      return { type: 'number', min: rules.min, max: rules.max };
    case 'date':
      return { type: 'date', min: rules.min, max: rules.max };
    default:
      return unreachable(rules);
  }
}

export function toRules(input: RulesInput): FieldRules {
  switch (input.type) {
    case 'text':
      return { type: 'text', maxLength: input.max_length };
    case 'choice':
      return { type: 'choice', options: [...new Set(input.options)] };
    case 'number':
    case 'date':
      return input;
    default:
      return unreachable(input);
  }
}
