import { describe, expect, it } from '@jest/globals';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
type Person = typeof people.bob;

const reason = 'I know nothing about printers.';
const decline = ({ api }: Person, ticket: string) =>
  api.POST(`${TICKET}/decline`, { ...about(ticket), body: { reason } });

async function assignedToBob(): Promise<string> {
  const { number } = await people.ticket();
  await assign(number);
  return number;
}

async function assign(number: string) {
  const body = { assignee_id: await people.idOf(people.bob) };
  return dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(number), body }));
}

describe('POST /tickets/{ticket}/decline', () => {
  it('returns the ticket to the queue, and staff see who declined it and why', async () => {
    const number = await assignedToBob();
    const bob = await people.idOf(people.bob);
    const declined = await dataOf(decline(people.bob, number));
    expect(declined).toMatchObject({ assignee: null, status: 'open', declined_by: [bob], version: 3 });
    const seen = await dataOf(people.alice.api.GET(TICKET, about(number)));
    expect(seen.declined_by).toBeUndefined();
    const trail = async ({ api }: Person) =>
      (await dataOf(api.GET(`${TICKET}/activities`, about(number)))).activities;
    expect((await trail(people.carol)).at(-1)).toMatchObject({
      action: 'ticket.declined',
      actor: { name: 'Bob' },
      details: { reason, assignee: { from: { name: 'Bob' }, to: null } },
    });
    expect(JSON.stringify(await trail(people.alice))).not.toContain('declined');
    expect(await assign(number)).toMatchObject({ assignee: { id: bob }, declined_by: [] });
  });

  it('needs no reason', async () => {
    const number = await assignedToBob();
    expect((await people.bob.post(`${TICKETS}/${number}/decline`)).status).toBe(200);
    const { activities } = await dataOf(people.carol.api.GET(`${TICKET}/activities`, about(number)));
    expect(activities.at(-1)).toMatchObject({ action: 'ticket.declined' });
    expect(activities.at(-1)!.details).not.toHaveProperty('reason');
  });

  it('is for the assignee, before acceptance', async () => {
    const number = await assignedToBob();
    expectProblem(await decline(people.alice, number), 403, 'forbidden');
    expectProblem(await decline(people.maya, number), 403, 'forbidden');
    expectProblem(await decline(people.nobody, number), 401, 'unauthenticated');
    expectProblem(await decline(people.bob, 'nope'), 404, 'not_found');
    expectProblem(await decline(people.carol, number), 409, 'assignment_conflict');
    expectProblem(await decline(people.bob.at(9), number), 412, 'version_conflict');
    const blank = await people.bob.post(`${TICKETS}/${number}/decline`, { reason: ' ' });
    expectProblem(blank, 422, 'invalid_input');
    expect(faultPaths(blank)).toEqual(['reason']);
    await dataOf(people.bob.api.POST(`${TICKET}/accept`, about(number)));
    expectProblem(await decline(people.bob, number), 409, 'illegal_transition');
    const { number: free } = await people.ticket();
    expectProblem(await decline(people.bob, free), 409, 'assignment_conflict');
  });

  it('and accept at the same time: one of them counts', async () => {
    const number = await assignedToBob();
    const answers = await Promise.all([
      decline(people.bob, number),
      people.bob.api.POST(`${TICKET}/accept`, about(number)),
    ]);
    const statuses = answers.map(({ response }) => response.status);
    // Accepted after declining is a change of mind; declined after accepting is too late.
    expect([
      [200, 200],
      [409, 200],
    ]).toContainEqual(statuses);
  });
});

describe('an answer from the requester', () => {
  it('works for a ticket that waits for their acceptance, and for no other', async () => {
    const { number } = await people.ticket();
    const say = ({ api }: Person, is_internal = false) =>
      dataOf(api.POST(`${TICKET}/comments`, { ...about(number), body: { body: 'Yes.', is_internal } }));
    const status = async () => (await dataOf(people.bob.api.GET(TICKET, about(number)))).status;
    await say(people.alice);
    expect(await status()).toBe('open');
    const body = { status: 'waiting_on_user' } as const;
    await dataOf(people.bob.api.PATCH(`${TICKET}/status`, { ...about(number), body }));
    await say(people.bob);
    await say(people.bob, true);
    expect(await status()).toBe('waiting_on_user');
    await say(people.alice);
    expect(await status()).toBe('in_progress');
    const { activities } = await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(number)));
    expect(activities.slice(-2)).toMatchObject([
      { action: 'ticket.commented', actor: { name: 'Alice' } },
      {
        action: 'ticket.status_changed',
        details: { status: { from: 'waiting_on_user', to: 'in_progress' } },
      },
    ]);
  });
});
