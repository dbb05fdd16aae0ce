import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Field } from '../../../web/features/admin/kit/field.js';
import { bodyOf, changesOf, faultsAt, inputsOf } from '../../../web/features/admin/kit/form-values.js';
import { SCOPES } from '../../../web/features/admin/resources/scopes.js';
import { WEBHOOK_EVENTS } from '../../../web/features/admin/resources/webhook-events.js';

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

it('know every scope and event of the API', () => {
  const { components } = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  expect([...SCOPES].sort()).toEqual([...components.schemas.Scope.enum].sort());
  expect([...WEBHOOK_EVENTS].sort()).toEqual([...components.schemas.WebhookEventType.enum].sort());
});
