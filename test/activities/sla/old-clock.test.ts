import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { submit } from '../../support/tickets/tickets.js';

describe('a ticket from before clocks counted working time', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  it('continues with its used time', async () => {
    const alice = await holdfast.client('alice');
    const { number, created_at: createdAt } = await submit(alice);
    const at = (minutes: number) => new Date(Date.parse(createdAt) + minutes * 60_000);
    const open = { metAt: null, breachedAt: null };
    const sla = {
      policy: 'default@1',
      state: 'paused',
      haltedAt: at(100),
      firstResponse: { dueAt: at(60), metAt: at(50), breachedAt: null },
      resolution: { dueAt: at(480), ...open },
    };
    await holdfast.mongo
      .collection('tickets')
      .updateOne({ number }, { $set: { sla, status: 'waiting_on_user' } });
    const { body } = await alice.get(`/api/v1/tickets/${number}`);
    expect(body.sla).toMatchObject({
      state: 'paused',
      first_response: { breached: false, met_at: at(50).toISOString(), remaining_seconds: null },
      resolution: {
        breached: false,
        due_at: at(480).toISOString(),
        remaining_seconds: 380 * 60,
        used_share: 0.208,
      },
    });
    const bob = (await holdfast.client('bob')).with({ 'if-match': '*' });
    const { status } = await bob.patch(`/api/v1/tickets/${number}/status`, { status: 'in_progress' });
    expect(status).toBe(200);
  });
});
