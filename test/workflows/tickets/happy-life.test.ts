import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import {
  assigned,
  MAIL_TICKET,
  submit,
  ticketWhen,
  trail,
  VPN_TICKET,
} from '../../support/tickets/tickets.js';

describe('the life of a ticket', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    // An hour of the real policy is a few seconds here; nothing else differs.
    holdfast = await startHoldfast({ policy: { autoCloseMinutes: 2 / 60 } });
  });
  afterAll(() => holdfast.close());

  it('is triaged, assigned to a suitable moderator, mailed once, worked on, and closed automatically', async () => {
    const [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
    const { number } = await submit(alice, VPN_TICKET);
    const ticket = await assigned(bob, number);
    expect(ticket).toMatchObject({
      status: 'open',
      category: 'network',
      assignee: { name: 'Bob' },
      triage: { state: 'done', provider: 'local' },
      sla: { state: 'running' },
    });
    const isItsMail = (mail: { subject?: string | undefined }) =>
      mail.subject?.startsWith(`[${number}]`) === true;
    const sent = await holdfast.sink.received(2, isItsMail);
    expect(sent.map(({ subject }) => subject)).toContain(
      `[${number}] We have received your ticket: ${VPN_TICKET.title}`,
    );
    const mail = sent.find(({ subject }) => subject?.includes('Assigned') === true);
    expect(mail!.subject).toBe(`[${number}] Assigned to you: ${VPN_TICKET.title}`);
    expect(mail!.to).toMatchObject({ text: expect.stringContaining('bob@holdfast.local') });

    expect((await bob.post(`/api/v1/tickets/${number}/accept`)).status).toBe(200);
    await bob.post(`/api/v1/tickets/${number}/comments`, { body: 'Try the new gateway.' });
    const resolved = await bob.patch(`/api/v1/tickets/${number}/status`, {
      status: 'resolved',
      resolution_code: 'fixed',
    });
    expect(resolved.body).toMatchObject({
      status: 'resolved',
      sla: { first_response: { met_at: expect.any(String) } },
    });

    const closed = await ticketWhen(bob, number, 'closed', (seen) => seen.status === 'closed');
    expect(closed).toMatchObject({ resolution_code: 'fixed', sla: { state: 'stopped' } });
    expect((await trail(bob, number)).map((entry) => entry.action)).toEqual([
      'ticket.created',
      'ticket.triaged',
      'ticket.assigned',
      'ticket.accepted',
      'ticket.commented',
      'ticket.status_changed',
      'ticket.status_changed',
    ]);
    const mails = await holdfast.sink.received(4, isItsMail);
    expect(mails.map(({ subject }) => subject).slice(2)).toEqual([
      `[${number}] New reply: ${VPN_TICKET.title}`,
      `[${number}] Resolved: ${VPN_TICKET.title}`,
    ]);
  });

  it('a ticket about mail goes to Carol', async () => {
    const carol = await holdfast.client('carol');
    const { number } = await submit(await holdfast.client('alice'), MAIL_TICKET);
    expect(await assigned(carol, number)).toMatchObject({ assignee: { name: 'Carol' } });
  });
});
