import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { assigned, submit, ticketWhen, trail } from '../../support/tickets/tickets.js';

/** One that the local rules give to anybody. */
const ANYBODYS = { title: 'Something is odd', description: 'I cannot say what it is.' };

describe('a moderator who goes out of office', () => {
  let holdfast: Holdfast;
  let alice: Client;
  let maya: Client;

  beforeAll(async () => {
    holdfast = await startHoldfast();
    [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
  });
  afterAll(() => holdfast.close());

  const ofHolder = async (number: string) => {
    const { assignee } = await assigned(maya, number);
    return { assignee, client: await holdfast.client(assignee.name === 'Bob' ? 'bob' : 'carol') };
  };
  const setAbsence = (client: Client, name: string, availability: object | null) =>
    client.put('/api/v1/users/me', { name, availability });

  it('loses unaccepted tickets to present moderators when the absence begins, and keeps the accepted ones', async () => {
    const { number } = await submit(alice, ANYBODYS);
    const { assignee, client } = await ofHolder(number);
    const taken = await submit(alice, ANYBODYS);
    await assigned(maya, taken.number);
    await maya.patch(`/api/v1/tickets/${taken.number}/assign`, { assignee_id: assignee.id });
    expect((await client.post(`/api/v1/tickets/${taken.number}/accept`)).status).toBe(200);

    const from = new Date(Date.now() + 3_000).toISOString();
    expect((await setAbsence(client, assignee.name, { from, until: null })).status).toBe(200);
    const moved = await ticketWhen(
      maya,
      number,
      'with the other',
      (ticket) => ticket.assignee !== null && ticket.assignee.id !== assignee.id,
    );
    expect(moved).toMatchObject({ status: 'open', declined_by: [] });
    const entries = await trail(maya, number);
    const [left, given] = entries.slice(-2);
    expect([left!.action, given!.action]).toEqual(['ticket.unassigned', 'ticket.assigned']);
    expect(left!.details).toMatchObject({ due_at: from });
    expect(Date.parse(left!.at)).toBeGreaterThanOrEqual(Date.parse(from));
    expect(JSON.stringify(await trail(alice, number))).not.toContain('left');
    expect(await assigned(maya, taken.number)).toMatchObject({ assignee, status: 'in_progress' });
  });

  it('loses them at once if the absence begins at once', async () => {
    for (const name of ['Bob', 'Carol']) {
      await setAbsence(await holdfast.client(name === 'Bob' ? 'bob' : 'carol'), name, null);
    }
    const { number } = await submit(alice, ANYBODYS);
    const { assignee, client } = await ofHolder(number);
    const from = new Date(Date.now() - 60 * 60_000).toISOString();
    await setAbsence(client, assignee.name, { from, until: null });
    await ticketWhen(
      maya,
      number,
      'with the other',
      (ticket) => ticket.assignee !== null && ticket.assignee.id !== assignee.id,
    );
  });
});
