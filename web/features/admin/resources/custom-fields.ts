import { CUSTOM_FIELD_FIELDS } from './fields/custom-field-fields.js';
import { textAt } from '../kit/item.js';
import type { Resource } from '../kit/resource.js';
import { activeColumn, flagColumn, keyOf, textColumn } from './columns.js';

/** Fields of the desk, and in which categories the form asks for them. */
export const customFields: Resource = {
  id: 'custom-fields',
  path: '/api/v1/custom-fields',
  list: 'custom_fields',
  title: 'custom-fields',
  empty: 'none',
  idOf: keyOf,
  nameOf: (item) => textAt(item, 'label'),
  columns: [
    textColumn('label', 'label'),
    textColumn('key', 'key'),
    textColumn('field-type', 'rules', 'type'),
    flagColumn('is-internal', 'is_internal'),
    activeColumn,
  ],
  fields: CUSTOM_FIELD_FIELDS,
  schemas: { create: 'NewCustomField', edit: 'CustomFieldEdit' },
};
