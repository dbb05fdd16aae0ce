import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { ticketWorkflowId } from '../../../workflows/ids.js';
import { waitFor } from '../../support/wait-for.js';
import { submit, ticketWhen, trail, VPN_TICKET } from '../../support/tickets/tickets.js';

describe('SLA breaches', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    const targets = { firstResponseMinutes: 8 / 60, resolutionMinutes: 10 / 60 };
    holdfast = await startHoldfast({ policy: { targets: { ...DEFAULT_POLICY.targets, low: targets } } });
  });
  afterAll(() => holdfast.close());

  const breaches = (entries: any[]) => entries.filter((entry) => entry.action === 'sla.breached');

  it('are recorded once each with the due time, and mailed to the assignee and the managers', async () => {
    const [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
    const { number } = await submit(alice, { ...VPN_TICKET, priority: 'low' });
    const ticket = await ticketWhen(maya, number, 'breached twice', ({ sla }) => sla.resolution!.breached);
    const found = breaches(await trail(maya, number));
    expect(found.map((entry) => entry.details.target)).toEqual(['firstResponse', 'resolution']);
    expect(found.map((entry) => entry.details.due_at)).toEqual([
      ticket.sla.first_response!.due_at,
      ticket.sla.resolution!.due_at,
    ]);
    const isBreach = (mail: { subject?: string | undefined }) =>
      mail.subject?.includes('SLA breached') === true;
    const mails = await holdfast.sink.received(4, isBreach);
    const recipients = mails.map((mail) => (Array.isArray(mail.to) ? '' : mail.to?.value[0]?.address)).sort();
    expect(recipients).toEqual(['bob', 'bob', 'maya', 'maya'].map((name) => `${name}@holdfast.local`));
    expect(await trail(alice, number)).not.toContainEqual(
      expect.objectContaining({ action: 'sla.breached' }),
    );
  });

  it('do not happen while waiting for the requester', async () => {
    const bob = await holdfast.client('bob');
    const { number } = await submit(await holdfast.client('alice'), { ...VPN_TICKET, priority: 'low' });
    // Who waits without a word still owes the first response.
    await bob.post(`/api/v1/tickets/${number}/comments`, { body: 'Which floor?' });
    await bob.patch(`/api/v1/tickets/${number}/status`, { status: 'waiting_on_user' });
    const other = await submit(await holdfast.client('alice'), { ...VPN_TICKET, priority: 'low' });
    // The later ticket has run through both of its targets; the paused one, older, must not have lost a second.
    await ticketWhen(bob, other.number, 'breached', ({ sla }) => sla.resolution!.breached);
    const paused = await ticketWhen(bob, number, 'seen', () => true);
    expect(paused.sla).toMatchObject({
      state: 'paused',
      first_response: { breached: false },
      resolution: { breached: false, remaining_seconds: expect.any(Number) },
    });
    expect(paused.sla.resolution!.remaining_seconds).toBeGreaterThanOrEqual(1);
  });

  it('are also recorded for a ticket that was closed before any worker checked it', async () => {
    const maya = await holdfast.client('maya');
    await holdfast.stopWorker();
    const { number, id } = await submit(await holdfast.client('alice'), { ...VPN_TICKET, priority: 'low' });
    const { sla } = await ticketWhen(maya, number, 'there', () => true);
    const dueAt = Date.parse(sla.resolution!.due_at);
    await waitFor('the promises to be broken', () => (Date.now() > dueAt ? true : undefined));
    await maya.post(`/api/v1/tickets/${number}/resolve`, { resolution_code: 'fixed' });
    await maya.post(`/api/v1/tickets/${number}/close`, { resolution_code: 'fixed' });
    await holdfast.startWorker();
    const found = await waitFor('the breaches', async () => {
      const told = breaches(await trail(maya, number));
      return told.length === 2 ? told : undefined;
    });
    expect(found.map((entry) => entry.details.due_at)).toContain(sla.resolution!.due_at);
    await holdfast.temporal.workflow.getHandle(ticketWorkflowId(number)).result();
    const notSent = { ticketId: id, state: { $ne: 'sent' } };
    expect(await holdfast.mongo.collection('deliveries').countDocuments(notSent)).toBe(0);
  });
});
