import type { Choice, Field } from '../../kit/field.js';
import { CATEGORIES } from './sources.js';

const REQUIRED: readonly Choice[] = [
  { value: 'no', label: 'required.no' },
  { value: 'at_submission', label: 'required.submission' },
  { value: 'to_resolve', label: 'required.resolve' },
];

const required: Field = {
  key: 'required',
  label: 'required',
  kind: 'choice',
  choices: REQUIRED,
  isRequired: true,
  initial: 'no',
};

export const CUSTOM_FIELD_FIELDS: readonly Field[] = [
  { key: 'key', label: 'key', hint: 'key.hint', kind: 'text', isRequired: true, on: 'create' },
  { key: 'label', label: 'label', kind: 'text', isRequired: true },
  {
    key: 'rules',
    label: 'rules',
    kind: 'group',
    initial: { type: 'text', max_length: '200' },
    fields: [
      {
        key: 'type',
        label: 'field-type',
        kind: 'choice',
        isRequired: true,
        choices: [
          { value: 'text', label: 'field.text' },
          { value: 'number', label: 'field.number' },
          { value: 'choice', label: 'field.choice' },
          { value: 'date', label: 'field.date' },
        ],
      },
      {
        key: 'max_length',
        label: 'max-length',
        kind: 'number',
        min: 1,
        max: 1000,
        when: { id: 'type', is: ['text'] },
      },
      { key: 'min', label: 'min', kind: 'number', isNullable: true, when: { id: 'type', is: ['number'] } },
      { key: 'max', label: 'max', kind: 'number', isNullable: true, when: { id: 'type', is: ['number'] } },
      {
        key: 'min',
        id: 'first',
        label: 'min',
        kind: 'date',
        isNullable: true,
        when: { id: 'type', is: ['date'] },
      },
      {
        key: 'max',
        id: 'last',
        label: 'max',
        kind: 'date',
        isNullable: true,
        when: { id: 'type', is: ['date'] },
      },
      {
        key: 'options',
        label: 'options',
        hint: 'lines.hint',
        kind: 'lines',
        when: { id: 'type', is: ['choice'] },
      },
    ],
  },
  required,
  {
    key: 'categories',
    label: 'asked-in',
    hint: 'asked-in.hint',
    kind: 'rows',
    isNullable: true,
    fields: [
      { key: 'category', label: 'category', kind: 'source', source: CATEGORIES, isRequired: true },
      required,
    ],
  },
  { key: 'is_internal', label: 'is-internal', kind: 'flag', on: 'create' },
  { key: 'is_active', label: 'is-active', kind: 'flag', on: 'edit' },
];
