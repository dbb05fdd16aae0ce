import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit, ticketWhen, trail } from '../../support/tickets/tickets.js';

/** One that the local rules give to anybody. */
const ANYBODYS = { title: 'Something is odd', description: 'I cannot say what it is.' };

describe('an assignment that is not accepted', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ policy: { acknowledgeMinutes: 10 / 60 } });
  });
  afterAll(() => holdfast.close());

  it('moves on: declined, then not accepted, then queued with a mail to the managers', async () => {
    const [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
    const { number } = await submit(alice, ANYBODYS);
    const first = await assigned(maya, number);
    const decliner = await holdfast.client(first.assignee.name === 'Bob' ? 'bob' : 'carol');
    const declined = await decliner.post(`/api/v1/tickets/${number}/decline`, { reason: 'Not mine.' });
    expect(declined.status).toBe(200);

    const second = await ticketWhen(
      maya,
      number,
      'with the other',
      ({ assignee }) => assignee !== null && assignee.id !== first.assignee.id,
    );
    const queued = await ticketWhen(maya, number, 'in the queue', ({ assignee }) => assignee === null);
    expect(queued).toMatchObject({ status: 'open', declined_by: [first.assignee.id, second.assignee!.id] });

    const isNotice = (mail: { subject?: string | undefined }) =>
      mail.subject?.startsWith(`[${number}] No moderator available`) === true;
    await holdfast.sink.received(1, isNotice);
    const entries = await trail(maya, number);
    expect(entries.map(({ action }) => action)).toEqual([
      'ticket.created',
      'ticket.triaged',
      'ticket.assigned',
      'ticket.declined',
      'ticket.assigned',
      'ticket.unassigned',
      'ticket.queued',
    ]);
    expect(entries[5]!.details).toMatchObject({
      reason: 'not accepted in time',
      due_at: expect.any(String),
      noticed_at: expect.any(String),
    });
    const users = await holdfast.mongo.collection('users').find({ role: 'moderator' }).toArray();
    expect(users.map(({ load }) => load)).toEqual(users.map(() => 0));
  });

  it('stays with a moderator who accepted it', async () => {
    const [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
    const kept = await submit(alice, ANYBODYS);
    const { assignee } = await assigned(maya, kept.number);
    const holder = await holdfast.client(assignee.name === 'Bob' ? 'bob' : 'carol');
    expect((await holder.post(`/api/v1/tickets/${kept.number}/accept`)).status).toBe(200);
    const other = await submit(alice, ANYBODYS);
    await ticketWhen(maya, other.number, 'passed on', ({ declined_by }) => declined_by?.length === 1);
    expect(await assigned(maya, kept.number)).toMatchObject({ assignee, declined_by: [] });
  });
});
