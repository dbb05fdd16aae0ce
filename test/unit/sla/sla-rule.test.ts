import { describe, expect, it } from '@jest/globals';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import type { RuledTicket, SlaCondition } from '../../../src/domain/sla/sla-condition.js';
import { isRuledChange, ruledPolicy } from '../../../src/domain/sla/sla-rule.js';
import { DEFAULT_POLICY, type SlaPolicy } from '../../../src/domain/sla/sla.js';
import { validatePolicy } from '../../../src/domain/sla/validate-policy.js';
import { T0 } from '../../support/tickets/builders.js';

const TICKET: RuledTicket = {
  team: 'network',
  category: 'printer',
  type: 'bug',
  tags: ['vip', 'lab'],
  source: 'mail',
  organisationId: 'acme',
  isVip: true,
  customFields: [
    { field: 'site', value: 'Berlin' },
    { field: 'floor', value: 3 },
  ],
};

function policy(name: string, position: number, ...conditions: SlaCondition[]): SlaPolicy {
  return { ...DEFAULT_POLICY, name, rule: { position, conditions } };
}

const nameFor = (policies: readonly SlaPolicy[], ticket: Partial<RuledTicket> = {}) =>
  ruledPolicy(policies, { ...TICKET, ...ticket })?.name ?? null;

describe('the policy of a ticket', () => {
  it.each<[SlaCondition]>([
    [{ field: 'team', values: ['desk', 'network'] }],
    [{ field: 'category', values: ['printer'] }],
    [{ field: 'type', values: ['bug'] }],
    [{ field: 'tag', values: ['lab'] }],
    [{ field: 'source', values: ['mail'] }],
    [{ field: 'organisation', values: ['acme'] }],
    [{ field: 'vip', values: ['yes'] }],
    [{ field: 'custom_field', key: 'site', values: ['Berlin'] }],
    [{ field: 'custom_field', key: 'floor', values: [3] }],
  ])('fits by %j, and no other value', (condition) => {
    expect(nameFor([policy('one', 1, condition)])).toBe('one');
    const other = {
      team: null,
      category: 'x',
      type: 'x',
      tags: [],
      source: 'api',
      organisationId: undefined,
      isVip: false,
      customFields: [],
    } as const;
    expect(nameFor([policy('one', 1, condition)], other)).toBeNull();
  });

  it('is the first by position, then by name, whose conditions all hold', () => {
    const mail: SlaCondition = { field: 'source', values: ['mail'] };
    const vip: SlaCondition = { field: 'tag', values: ['vip'] };
    const all = [
      policy('c', 5, mail),
      policy('b', 5, mail),
      policy('a', 9, mail),
      policy('both', 1, mail, vip),
    ];
    expect(nameFor(all)).toBe('both');
    expect(nameFor(all, { tags: [] })).toBe('b');
    expect(nameFor(all, { source: 'api' })).toBeNull();
  });

  it('is never one without conditions, or with text in place of a number', () => {
    expect(nameFor([policy('empty', 1), { ...DEFAULT_POLICY, name: 'none' }])).toBeNull();
    expect(nameFor([policy('text', 1, { field: 'custom_field', key: 'floor', values: ['3'] })])).toBeNull();
  });

  it('can change only with the fields that conditions name', () => {
    expect(isRuledChange(TICKET, { ...TICKET })).toBe(false);
    expect(isRuledChange(TICKET, { ...TICKET, tags: ['vip'] })).toBe(true);
    expect(isRuledChange(TICKET, { ...TICKET, team: null })).toBe(true);
  });

  it('is invalid without conditions or values, and for the default policy', () => {
    const faultsOf = (each: SlaPolicy) => () => validatePolicy(each, ALWAYS, T0);
    expect(faultsOf(policy('one', 1, { field: 'tag', values: ['vip'] }))).not.toThrow();
    expect(faultsOf(policy('one', 1))).toThrow('rule.conditions needs at least one condition');
    expect(faultsOf(policy('one', 1, { field: 'tag', values: [] }))).toThrow('rule.conditions.0.values');
    expect(faultsOf(policy('default', 1, { field: 'tag', values: ['vip'] }))).toThrow('rule must be null');
  });
});
