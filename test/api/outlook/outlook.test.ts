import { describe, expect, it } from '@jest/globals';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';
import { dataOf } from '../../support/http-client.js';

const people = withPeople();

const OUTLOOK = `${TICKET}/outlook` as const;
const EXPLANATION = `${TICKET}/explanation` as const;
const DRY_RUN = `${TICKETS}/bulk/dry-run` as const;

const snapshot = async (ticket: string) => {
  const found = await people.holdfast.deps.tickets.find(ticket);
  const mails = await people.holdfast.mongo.collection('deliveries').countDocuments({});
  return { found, mails };
};

async function bobsTicket(): Promise<string> {
  const { number } = await people.ticket();
  await people.maya.patch(`${TICKETS}/${number}/assign`, { assignee_id: await people.idOf(people.bob) });
  return number;
}

describe('GET /tickets/{ticket}/outlook', () => {
  it('lists the actions ahead with their mails, for staff only, and changes nothing', async () => {
    const number = await bobsTicket();
    const before = await snapshot(number);
    const outlook = await dataOf(people.bob.api.GET(OUTLOOK, about(number)));
    expect(outlook).toMatchObject({ ticket: { number }, mails: [], is_complete: true });
    const bob = await people.idOf(people.bob);
    const kinds = outlook.next.map(({ action, unless }) => `${action} unless ${unless}`);
    expect(kinds).toEqual([
      'sla.warning unless answered',
      'sla.breached unless answered',
      'sla.warning unless resolved',
      'sla.breached unless resolved',
    ]);
    expect(outlook.next[0]?.mails).toEqual([{ kind: 'sla_warning', recipient: { id: bob, name: 'Bob' } }]);
    expect(outlook.next[1]).toMatchObject({ at: outlook.sla.first_response?.due_at });
    expect(await snapshot(number)).toEqual(before);
    expectProblem(await people.alice.get(`${TICKETS}/${number}/outlook`), 403, 'forbidden');
    expectProblem(await people.alice.get(`${TICKETS}/${number}/explanation`), 403, 'forbidden');
    expectProblem(await people.bob.get(`${TICKETS}/TKT-2026-999999/outlook`), 404, 'not_found');
  });
});

describe('POST /tickets/{ticket}/outlook', () => {
  it('shows deadlines and mails of a change that is not made', async () => {
    const number = await bobsTicket();
    const before = await snapshot(number);
    const carol = await people.idOf(people.carol);
    const now = await dataOf(people.bob.api.GET(OUTLOOK, about(number)));
    const body = { priority: 'urgent', assignee_id: carol } as const;
    const then = await dataOf(people.bob.api.POST(OUTLOOK, { ...about(number), body }));
    expect(then.mails).toEqual([{ kind: 'assigned', recipient: { id: carol, name: 'Carol' } }]);
    expect(then.next[0]?.mails).toEqual([{ kind: 'sla_warning', recipient: { id: carol, name: 'Carol' } }]);
    const due = ({ sla }: typeof now) => Date.parse(sla.first_response?.due_at ?? '');
    expect(due(then)).toBeLessThan(due(now));
    const resolved = { status: 'waiting_on_user' } as const;
    const waiting = await dataOf(people.bob.api.POST(OUTLOOK, { ...about(number), body: resolved }));
    expect(waiting.next.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['ticket.reminded', 'ticket.status_changed']),
    );
    expect(await snapshot(number)).toEqual(before);
  });

  it('refuses what the change itself would refuse', async () => {
    const number = await bobsTicket();
    const path = `${TICKETS}/${number}/outlook`;
    expectProblem(
      await people.bob.post(path, { status: 'closed', resolution_code: 'fixed' }),
      409,
      'illegal_transition',
    );
    expectProblem(await people.bob.post(path, { assignee_id: 'nobody' }), 422, 'invalid_input');
    const empty = await people.bob.post(path, {});
    expectProblem(empty, 422, 'invalid_input');
    expect(faultPaths(await people.bob.post(path, { hold_reason: 'third_party' }))).toEqual(['hold_reason']);
    const bob = await people.idOf(people.bob);
    const key = await people.bob.post('/api/v1/auth/api-keys', { name: 'reads', scopes: ['tickets:read'] });
    const reader = people.nobody.with({ 'x-api-key': key.body.key });
    expect((await reader.get(path)).status).toBe(200);
    expectProblem(await reader.post(path, { assignee_id: bob, priority: 'low' }), 403, 'forbidden');
  });
});

describe('POST /tickets/bulk/dry-run', () => {
  it('says for each ticket what would come of it, and starts no job', async () => {
    const [one, two] = [await bobsTicket(), await bobsTicket()];
    await people.alice.post(`${TICKETS}/${two}/cancel`, { reason: 'Solved.' });
    const before = await snapshot(one);
    const carol = await people.idOf(people.carol);
    const body = { ticket_ids: [one, two], versions: {}, change: { assignee_id: carol } };
    const { results } = await dataOf(people.bob.api.POST(DRY_RUN, { body }));
    expect(results).toMatchObject([
      {
        number: one,
        outcome: 'changed',
        mails: [{ kind: 'assigned', recipient: { name: 'Carol' } }],
        next: { action: 'sla.warning' },
      },
      { number: two, outcome: 'refused', code: 'illegal_transition', mails: [], next: null },
    ]);
    const stale = { ...body, ticket_ids: [one], versions: { [one]: 1 } };
    const refused = await dataOf(people.bob.api.POST(DRY_RUN, { body: stale }));
    expect(refused.results).toMatchObject([{ outcome: 'refused', code: 'version_conflict' }]);
    expect(await snapshot(one)).toEqual(before);
    expect(await people.holdfast.mongo.collection('bulk_jobs').countDocuments({})).toBe(0);
  });
});

describe('GET /tickets/{ticket}/explanation', () => {
  it('names the people and rules behind assignee, priority and policy', async () => {
    const number = await bobsTicket();
    await people.bob.patch(`${TICKETS}/${number}`, { priority: 'high' });
    const explained = await dataOf(people.bob.api.GET(EXPLANATION, about(number)));
    expect(explained).toMatchObject({
      ticket: { number },
      assignee: {
        value: { name: 'Bob' },
        cause: 'person',
        event: { actor: { name: 'Maya' } },
        routing: null,
      },
      priority: {
        value: 'high',
        cause: 'person',
        sentence: 'Bob edited the ticket: priority medium → high.',
      },
      sla_policy: { value: 'default@1', cause: 'default', rule: null },
      rules: [],
    });
  });
});
