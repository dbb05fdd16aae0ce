import { describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const POLICIES = '/api/v1/sla/policies';
const row = (minutes: number) => ({ first_response_minutes: minutes, resolution_minutes: 4 * minutes });
const TARGETS = { urgent: row(10), high: row(10), medium: row(10), low: row(10) };
const GOOD = { title: 'Help me', description: 'please' };

const add = (name: string, conditions: object[], fields: object = {}) =>
  people.maya.post(POLICIES, { name, targets: TARGETS, rule: { position: 10, conditions }, ...fields });
const policyOf = async (number: string) =>
  (await people.bob.get(`${TICKETS}/${number}`)).body.sla.policy as string;

describe('a policy with a rule', () => {
  it('applies to new tickets that fit, and the default to all others', async () => {
    const made = await add('printers', [
      { field: 'category', values: ['printer'] },
      { field: 'source', values: ['api'] },
    ]);
    expect(made.status).toBe(201);
    expect((await people.bob.get(`${POLICIES}/printers`)).body.rule).toEqual({
      position: 10,
      conditions: [
        { field: 'category', values: ['printer'] },
        { field: 'source', values: ['api'] },
      ],
    });
    const fitting = await people.alice.post(TICKETS, { ...GOOD, category: 'printer' });
    expect(fitting.body.sla.policy).toBe('printers@1');
    const other = await people.alice.post(TICKETS, { ...GOOD, category: 'network' });
    expect(other.body.sla.policy).toBe('default@1');
  });

  it('is changed with the ticket, once for a change, and stays pinned otherwise', async () => {
    expect((await add('vips', [{ field: 'tag', values: ['vip'] }])).status).toBe(201);
    const { number } = await people.ticket();
    const edited = await people.bob.patch(`${TICKETS}/${number}`, { tags: ['vip'] });
    expect(edited.body.sla.policy).toBe('vips@1');
    const { activities } = (await people.bob.get(`${TICKETS}/${number}/activities`)).body;
    expect(activities.at(-1)).toMatchObject({
      action: 'ticket.edited',
      details: { policy: { from: 'default@1', to: 'vips@1' } },
    });
    const next = {
      targets: { ...TARGETS, low: row(99) },
      rule: { conditions: [{ field: 'tag', values: ['vip'] }] },
    };
    expect((await people.maya.put(`${POLICIES}/vips`, next)).status).toBe(200);
    await people.bob.patch(`${TICKETS}/${number}`, { tags: ['vip', 'lab'] });
    expect(await policyOf(number)).toBe('vips@1');
    await people.bob.patch(`${TICKETS}/${number}`, { tags: [] });
    expect(await policyOf(number)).toBe('default@1');
    await people.bob.patch(`${TICKETS}/${number}`, { tags: ['vip'] });
    expect(await policyOf(number)).toBe('vips@2');
  });

  it('can ask for VIPs, which a ticket is by its organisation', async () => {
    expect((await add('for-vips', [{ field: 'vip', values: ['yes'] }])).status).toBe(201);
    const acme = await people.maya.post('/api/v1/organisations', { name: 'Acme', is_vip: true });
    const alice = await people.idOf(people.alice);
    const managers = people.maya.with({ 'if-match': '*' });
    const moved = await managers.patch(`/api/v1/users/${alice}`, { organisation_id: acme.body.id });
    expect(moved.status).toBe(200);
    expect((await people.alice.post(TICKETS, GOOD)).body.sla.policy).toBe('for-vips@1');
    const at = `/api/v1/organisations/${acme.body.id}`;
    expect((await managers.patch(at, { is_vip: false })).status).toBe(200);
    expect((await people.alice.post(TICKETS, GOOD)).body.sla.policy).toBe('default@1');
    expect((await managers.patch(at, { policy: 'for-vips' })).status).toBe(200);
    expect((await people.alice.post(TICKETS, GOOD)).body.sla.policy).toBe('for-vips@1');
    await managers.patch(`/api/v1/users/${alice}`, { organisation_id: null });
  });

  it('leaves a ticket where a manager has moved it, until the rules choose another policy', async () => {
    expect((await people.maya.post(POLICIES, { name: 'by-hand', targets: TARGETS })).status).toBe(201);
    const { id, number } = await people.ticket();
    await people.holdfast.mongo
      .collection<{ _id: string }>('tickets')
      .updateOne({ _id: id }, { $set: { 'sla.policy': 'by-hand@1' } });
    await people.bob.patch(`${TICKETS}/${number}`, { tags: ['lab'] });
    expect(await policyOf(number)).toBe('by-hand@1');
  });

  it('names every value that no ticket can have', async () => {
    const answer = await add('wrong', [
      { field: 'category', values: ['printer', 'war'] },
      { field: 'type', values: ['peace'] },
      { field: 'source', values: ['pigeon'] },
      { field: 'custom_field', key: 'nowhere', values: [1] },
      { field: 'vip', values: ['yes', 'maybe'] },
    ]);
    expectProblem(answer, 422, 'invalid_input');
    expect([...faultPaths(answer)].sort()).toEqual([
      'rule.conditions.0.values.1',
      'rule.conditions.1.values.0',
      'rule.conditions.2.values.0',
      'rule.conditions.3.key',
      'rule.conditions.4.values.1',
    ]);
    const shape = await add('wrong', [
      { field: 'mood', values: ['bad'] },
      { field: 'tag', values: [] },
    ]);
    expectProblem(shape, 422, 'invalid_input');
    expectProblem(await add('wrong', []), 422, 'invalid_input');
  });
});
