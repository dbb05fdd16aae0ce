import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, MAIL_TICKET, submit } from '../../support/tickets/tickets.js';

describe('splitting', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast();
  });
  afterAll(() => holdfast.close());

  it('starts another life: the new ticket is triaged and assigned, the old one stays', async () => {
    const [alice, bob] = [await holdfast.client('alice'), await holdfast.client('bob')];
    const old = await submit(alice);
    await assigned(bob, old.number);
    const path = `/api/v1/tickets/${old.number}`;
    const said = await alice.post(`${path}/comments`, { body: MAIL_TICKET.description });
    const { status, body } = await bob.post(`${path}/split`, { comment_ids: [said.body.id] });
    expect(status).toBe(201);
    expect(await assigned(bob, body.number)).toMatchObject({
      description: MAIL_TICKET.description,
      assignee: { name: 'Carol' },
      triage: { state: 'done' },
    });
    expect(await assigned(bob, old.number)).toMatchObject({ assignee: { name: 'Bob' }, status: 'open' });
  });
});
