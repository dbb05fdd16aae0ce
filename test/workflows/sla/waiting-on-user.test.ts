import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit, ticketWhen, trail } from '../../support/tickets/tickets.js';

describe('a ticket that waits on its requester', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ policy: { reminderMinutes: 4 / 60 } });
  });
  afterAll(() => holdfast.close());

  async function waiting(): Promise<string> {
    const bob = await holdfast.client('bob');
    const { number } = await submit(await holdfast.client('alice'));
    await assigned(bob, number);
    await bob.patch(`/api/v1/tickets/${number}/status`, { status: 'waiting_on_user' });
    return number;
  }

  const mailsOf = (number: string) =>
    holdfast.sink.mails
      .filter(({ subject }) => subject?.startsWith(`[${number}]`) === true)
      .map(({ subject, to }) => [
        subject!.replace(/^\S+ ([^:]+):.*$/u, '$1'),
        Array.isArray(to) ? '' : to?.text,
      ]);

  it('reminds them twice, is then resolved, and they get a mail', async () => {
    const [alice, number] = [await holdfast.client('alice'), await waiting()];
    const resolved = await ticketWhen(alice, number, 'resolved', ({ status }) => status === 'resolved');
    expect(resolved).toMatchObject({ resolution_code: 'no_answer' });
    await holdfast.sink.received(1, ({ subject }) => subject?.includes('Resolved without') === true);
    const theirs = mailsOf(number).filter(([, to]) => to?.includes('alice@holdfast.local') === true);
    expect(theirs.map(([subject]) => subject)).toEqual([
      'We have received your ticket',
      'We are waiting for your answer',
      'We are waiting for your answer',
      'Resolved without your answer',
    ]);
    expect((await trail(alice, number)).slice(-3)).toMatchObject([
      { action: 'ticket.reminded', details: { reminder: 1, of: 2 } },
      { action: 'ticket.reminded', details: { reminder: 2, of: 2 } },
      { action: 'ticket.status_changed', details: { reason: 'the requester did not answer' } },
    ]);
  });

  it('continues as soon as they answer', async () => {
    const [alice, number] = [await holdfast.client('alice'), await waiting()];
    await alice.post(`/api/v1/tickets/${number}/comments`, { body: 'Since yesterday.' });
    const other = await waiting();
    await ticketWhen(alice, other, 'resolved', ({ status }) => status === 'resolved');
    expect(await ticketWhen(alice, number, 'seen', () => true)).toMatchObject({ status: 'in_progress' });
    expect(
      mailsOf(number)
        .map(([subject]) => subject)
        .sort(),
    ).toEqual(['Assigned to you', 'New comment', 'We have received your ticket']);
  });
});
