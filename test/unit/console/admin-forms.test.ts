import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Field } from '../../../web/features/admin/kit/field.js';
import {
  bodyOf,
  changesOf,
  faultsAt,
  fieldsFor,
  inputsOf,
} from '../../../web/features/admin/kit/form-values.js';
import { API_KEY_FIELDS } from '../../../web/features/admin/resources/fields/api-key-fields.js';
import { ARTICLE_FIELDS } from '../../../web/features/admin/resources/fields/article-fields.js';
import { CUSTOM_FIELD_FIELDS } from '../../../web/features/admin/resources/fields/custom-field-fields.js';
import {
  CATEGORY_FIELDS,
  CHOICE_FIELDS,
  HOLD_FIELDS,
  ORGANISATION_FIELDS,
  TEAM_FIELDS,
} from '../../../web/features/admin/resources/fields/desk-fields.js';
import { PERSON_FIELDS } from '../../../web/features/admin/resources/fields/person-fields.js';
import { SETTING_FIELDS } from '../../../web/features/admin/resources/fields/setting-fields.js';
import {
  SLACK_CHANNEL_FIELDS,
  SLACK_WORKSPACE_FIELDS,
} from '../../../web/features/admin/resources/fields/slack-fields.js';
import { CALENDAR_FIELDS, POLICY_FIELDS } from '../../../web/features/admin/resources/fields/sla-fields.js';
import { WEBHOOK_FIELDS } from '../../../web/features/admin/resources/fields/webhook-fields.js';
import { SCOPES } from '../../../web/features/admin/resources/fields/scopes.js';
import { WEBHOOK_EVENTS } from '../../../web/features/admin/resources/fields/webhook-events.js';

const FIELDS: readonly Field[] = [
  { key: 'name', label: 'name', kind: 'text', isRequired: true },
  { key: 'notes', label: 'notes', kind: 'long', isNullable: true },
  { key: 'capacity', label: 'capacity', kind: 'number' },
  { key: 'skills', label: 'skills', kind: 'commas' },
  { key: 'week', label: 'week', kind: 'group', fields: [{ key: 'monday', label: 'monday', kind: 'shifts' }] },
  {
    key: 'availability',
    label: 'absence',
    kind: 'group',
    isNullable: true,
    fields: [{ key: 'from', label: 'from', kind: 'moment' }],
  },
  {
    key: 'rule',
    label: 'rule',
    kind: 'group',
    isNullable: true,
    needs: 'conditions',
    fields: [
      { key: 'position', label: 'position', kind: 'number' },
      {
        key: 'conditions',
        label: 'conditions',
        kind: 'rows',
        fields: [
          { key: 'field', label: 'field', kind: 'text' },
          { key: 'key', label: 'key', kind: 'text', when: { id: 'field', is: ['custom_field'] } },
          { key: 'values', label: 'values', kind: 'commas' },
        ],
      },
    ],
  },
];

const ITEM = {
  name: 'Ada',
  notes: null,
  capacity: 3,
  skills: ['vpn', 'wifi'],
  week: { monday: [{ start: '09:00', end: '12:00' }] },
  availability: null,
  rule: { position: 500, conditions: [{ field: 'category', values: ['network'] }] },
};

describe('forms of the settings', () => {
  it('give an item back as it was', () => {
    expect(bodyOf(FIELDS, inputsOf(FIELDS, ITEM))).toEqual(ITEM);
    expect(changesOf(FIELDS, inputsOf(FIELDS, ITEM), inputsOf(FIELDS, ITEM))).toEqual({});
  });

  it('send only what was changed, and null for what was emptied', () => {
    const before = inputsOf(FIELDS, { ...ITEM, notes: 'Old' });
    const after = { ...before, notes: ' ', skills: ' vpn ,, dns ', week: { monday: '22:00 – 06:00' } };
    expect(changesOf(FIELDS, before, after)).toEqual({
      notes: null,
      skills: ['vpn', 'dns'],
      week: { monday: [{ start: '22:00', end: '06:00' }] },
    });
    const withoutRule = { ...before, rule: { position: '500', conditions: [] } };
    expect(changesOf(FIELDS, before, withoutRule)).toEqual({ rule: null });
  });

  it('leave out what does not apply', () => {
    const rule = (field: string) => ({ position: '1', conditions: [{ field, key: 'floor', values: '3' }] });
    const bodyFor = (field: string) =>
      bodyOf(FIELDS, { ...inputsOf(FIELDS, ITEM), rule: rule(field) })['rule'];
    expect(bodyFor('team')).toEqual({ position: 1, conditions: [{ field: 'team', values: ['3'] }] });
    expect(bodyFor('custom_field')).toEqual({
      position: 1,
      conditions: [{ field: 'custom_field', key: 'floor', values: ['3'] }],
    });
  });

  it('show messages of the API at their field', () => {
    const faults = [
      { path: 'skills.1', message: 'is too long' },
      { path: 'skills_of_others', message: 'is unknown' },
    ];
    expect(faultsAt(faults, 'skills')).toBe('is too long');
    expect(faultsAt(faults, 'skill')).toBeUndefined();
  });
});

interface Shape {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
}

const { components } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> };
};

/** All objects that a schema may be, without null. */
function shapesOf(shape: Shape | undefined): readonly Shape[] {
  if (shape === undefined) return [];
  if (shape.$ref !== undefined) return shapesOf(components.schemas[shape.$ref.split('/').at(-1)!]);
  const variants = shape.oneOf ?? shape.anyOf;
  return variants === undefined ? [shape] : variants.flatMap(shapesOf);
}

/** Names of properties without a field, and of fields without a property, also inside of groups and rows. */
function differences(fields: readonly Field[], shape: Shape | undefined, path = ''): readonly string[] {
  const shapes = shapesOf(shape);
  const properties = Object.assign({}, ...shapes.map((one) => one.properties ?? {})) as Record<string, Shape>;
  const keys = new Set(fields.map(({ key }) => key));
  const missing = Object.keys(properties).filter((key) => !keys.has(key));
  const unknown = [...keys].filter((key) => properties[key] === undefined);
  const inside = fields.flatMap((field) => {
    if (field.kind === 'group')
      return differences(field.fields, properties[field.key], `${path}${field.key}.`);
    if (field.kind !== 'rows') return [];
    const rows = shapesOf(properties[field.key]).find(({ items }) => items !== undefined)?.items;
    return differences(field.fields, rows, `${path}${field.key}.`);
  });
  return [
    ...missing.map((key) => `no field: ${path}${key}`),
    ...unknown.map((key) => `no property: ${path}${key}`),
  ].concat(inside);
}

/** Buttons change it. */
const STATE: Field = { key: 'state', label: 'state', kind: 'text', on: 'edit' };

it.each<readonly [schema: string, fields: readonly Field[], mode: 'create' | 'edit']>([
  ['NewUser', PERSON_FIELDS, 'create'],
  ['UserEdit', PERSON_FIELDS, 'edit'],
  ['NewTeam', TEAM_FIELDS, 'create'],
  ['TeamEdit', TEAM_FIELDS, 'edit'],
  ['NewOrganisation', ORGANISATION_FIELDS, 'create'],
  ['OrganisationEdit', ORGANISATION_FIELDS, 'edit'],
  ['NewCategory', [...CHOICE_FIELDS, ...CATEGORY_FIELDS], 'create'],
  ['CategoryEdit', [...CHOICE_FIELDS, ...CATEGORY_FIELDS], 'edit'],
  ['NewChoice', CHOICE_FIELDS, 'create'],
  ['ChoiceEdit', CHOICE_FIELDS, 'edit'],
  ['NewHoldReason', [...CHOICE_FIELDS, ...HOLD_FIELDS], 'create'],
  ['HoldReasonEdit', [...CHOICE_FIELDS, ...HOLD_FIELDS], 'edit'],
  ['NewCustomField', CUSTOM_FIELD_FIELDS, 'create'],
  ['CustomFieldEdit', CUSTOM_FIELD_FIELDS, 'edit'],
  ['NewCalendar', CALENDAR_FIELDS, 'create'],
  ['CalendarEdit', CALENDAR_FIELDS, 'edit'],
  ['NewSlaPolicy', POLICY_FIELDS, 'create'],
  ['SlaPolicyEdit', POLICY_FIELDS, 'edit'],
  ['NewWebhook', WEBHOOK_FIELDS, 'create'],
  ['WebhookEdit', WEBHOOK_FIELDS, 'edit'],
  ['NewSlackWorkspace', [...SLACK_WORKSPACE_FIELDS, STATE], 'create'],
  ['SlackWorkspaceEdit', [...SLACK_WORKSPACE_FIELDS, STATE], 'edit'],
  ['NewSlackChannel', [...SLACK_CHANNEL_FIELDS, STATE], 'create'],
  ['SlackChannelEdit', [...SLACK_CHANNEL_FIELDS, STATE], 'edit'],
  ['NewApiKey', API_KEY_FIELDS, 'create'],
  ['ArticleEdit', ARTICLE_FIELDS, 'edit'],
  ['SettingsEdit', SETTING_FIELDS, 'edit'],
])('%s has a field for each property, and no other', (schema, fields, mode) => {
  expect(differences(fieldsFor(fields, mode), components.schemas[schema])).toEqual([]);
});

it('know every scope and event of the API', () => {
  expect([...SCOPES].sort()).toEqual([...(components.schemas['Scope']?.enum ?? [])].sort());
  expect([...WEBHOOK_EVENTS].sort()).toEqual(
    [...(components.schemas['WebhookEventType']?.enum ?? [])].sort(),
  );
});

it.each([
  ['SlackStrangers', SLACK_WORKSPACE_FIELDS, 'strangers'],
  ['SlackPurpose', SLACK_CHANNEL_FIELDS, 'purpose'],
  ['SlackTrigger', SLACK_CHANNEL_FIELDS, 'triggers'],
  ['SlackAskers', SLACK_CHANNEL_FIELDS, 'askers'],
])('offer every value of %s', (schema, fields, name) => {
  const field = fields.find(({ key }) => key === name);
  const choices = field?.kind === 'choice' || field?.kind === 'many' ? field.choices : [];
  expect(choices.map(({ value }) => value)).toEqual(components.schemas[schema]?.enum);
});
