import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { messageIdOf } from '../../../src/app/mail/templates/message-id.js';
import { dataOf } from '../../support/http-client.js';
import { waitFor } from '../../support/wait-for.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople({});
const DELIVERIES = '/api/v1/admin/deliveries';
const RESEND = `${DELIVERIES}/{delivery}/resend`;
const one = (delivery: string) => ({ params: { path: { delivery } } });

/** The mail of a new ticket's assignment, once it has this state. */
async function assignmentMail(state: 'sent' | 'failed') {
  const ticket = await people.ticket();
  const delivery = await waitFor(`the mail to be ${state}`, async () => {
    const query = { ticket: ticket.id, kind: ['assigned' as const], state: [state] };
    const { deliveries } = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query } }));
    return deliveries[0];
  });
  const mailsOf = () =>
    people.holdfast.sink.mails.filter(
      ({ subject }) => subject?.startsWith(`[${ticket.number}] Assigned`) === true,
    );
  return { ticket, delivery, mailsOf };
}

describe('mails, as administrators see them', () => {
  it('are listed with what became of them, filtered, and read one by one', async () => {
    const { ticket, delivery } = await assignmentMail('sent');
    expect(delivery).toMatchObject({ kind: 'assigned', ticket_id: ticket.id, attempts: 1 });
    expect(delivery.message_id).toBe(messageIdOf(people.holdfast.deps, delivery.id));
    expect(delivery.answer).toMatch(/^250/u);
    expect(delivery.sent_at).not.toBeNull();
    expect(await dataOf(people.admin.api.GET(`${DELIVERIES}/{delivery}`, one(delivery.id)))).toEqual(
      delivery,
    );
    const query = { recipient: delivery.recipient.id, page_size: 1 };
    const theirs = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query } }));
    expect(theirs.deliveries[0]!.recipient).toEqual(delivery.recipient);
    const none = { ticket: ticket.id, state: ['failed' as const] };
    expect(await dataOf(people.admin.api.GET(DELIVERIES, { params: { query: none } }))).toMatchObject({
      deliveries: [],
      total: 0,
    });
  });

  it('are read page by page, newest first', async () => {
    await assignmentMail('sent');
    await assignmentMail('sent');
    const first = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query: { page_size: 1 } } }));
    const query = { page_size: 1, cursor: first.next_cursor! };
    const second = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query } }));
    expect(second.deliveries[0]!.id < first.deliveries[0]!.id).toBe(true);
  });

  it('can be sent once more, under a Message-ID of their own, once for each request', async () => {
    const { delivery, mailsOf } = await assignmentMail('sent');
    const admin = people.admin.with({ 'idempotency-key': randomUUID() });
    const again = await dataOf(admin.api.POST(RESEND, one(delivery.id)));
    expect(again).toMatchObject({ kind: 'assigned', recipient: delivery.recipient });
    expect(await dataOf(admin.api.POST(RESEND, one(delivery.id)))).toEqual(again);
    await waitFor('the second mail', () => (mailsOf().length >= 2 ? true : undefined));
    await waitFor('the note of it', async () => {
      const read = await dataOf(people.admin.api.GET(`${DELIVERIES}/{delivery}`, one(again.id)));
      return read.state === 'sent' ? true : undefined;
    });
    expect(mailsOf().map(({ messageId }) => messageId)).toEqual([delivery.message_id, again.message_id]);
    const query = { action: ['account.mail_resent' as const], page_size: 1 };
    const trail = await dataOf(people.admin.api.GET('/api/v1/admin/security-events', { params: { query } }));
    expect(trail.security_events[0]).toMatchObject({
      user: delivery.recipient,
      actor: { name: 'Admin' },
      details: { delivery: delivery.id, kind: 'assigned' },
    });
  });

  it('that the server rejected permanently can be resent when the address is corrected', async () => {
    people.holdfast.sink.answerWith(550);
    const { delivery, mailsOf } = await assignmentMail('failed');
    expect(delivery.answer).toContain('550');
    people.holdfast.sink.answerWith('accept');
    const again = await dataOf(people.admin.api.POST(RESEND, one(delivery.id)));
    await waitFor('the mail', () => mailsOf()[0]);
    expect(mailsOf().map(({ messageId }) => messageId)).toEqual([again.message_id]);
  });

  it('are not sent to a refused address: the managers are notified once, and administrators see why', async () => {
    const { sink } = people.holdfast;
    const read = async ({ api }: typeof people.admin, user: string) =>
      dataOf(api.GET('/api/v1/users/{user}', { params: { path: { user } } }));
    sink.answerWith('accept');
    const { delivery: first } = await assignmentMail('sent');
    const { id, email } = await read(people.admin, first.recipient.id);
    sink.refuse(email);
    const inVain = await dataOf(people.admin.api.POST(RESEND, one(first.id)));
    const person = await waitFor('the mark', async () => {
      const now = await read(people.admin, id);
      return now.mail_problem === null ? undefined : now;
    });
    expect(person.mail_problem).toEqual({ at: expect.any(String), answer: expect.stringContaining('550') });
    expect(await read(people.maya, id)).not.toHaveProperty('mail_problem');
    const failed = await dataOf(people.admin.api.GET(`${DELIVERIES}/{delivery}`, one(inVain.id)));
    expect(failed).toMatchObject({ state: 'failed', attempts: 1 });
    // Staff see it on the ticket, without the Message-ID: its signature proves that a person has seen the mail.
    const about = { params: { path: { ticket: failed.ticket_id! } } };
    const { mails } = await dataOf(people.maya.api.GET('/api/v1/tickets/{ticket}/mails', about));
    const mail = mails.find((each) => each.id === inVain.id);
    expect(mail).toMatchObject({ state: 'failed', comment_id: null, recipient: { id }, returned: null });
    expect(mail).not.toHaveProperty('message_id');
    expect(mails.find((each) => each.id === first.id)).toMatchObject({ state: 'sent' });

    // Other tests here have addresses refused too, and their news may come late.
    const news = async () => {
      const query = { kind: ['address_refused' as const] };
      const { deliveries } = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query } }));
      return deliveries.filter(({ created_at: at }) => at >= person.mail_problem!.at);
    };
    await waitFor('the news', async () => ((await news())[0]?.state === 'sent' ? true : undefined));
    expect(sink.mails.map(({ subject }) => subject)).toContain(`Mail does not reach ${person.name}`);
    const ticket = await people.ticket();
    await dataOf(
      people.maya.api.PATCH('/api/v1/tickets/{ticket}/assign', {
        params: { path: { ticket: ticket.number } },
        body: { assignee_id: id },
      }),
    );
    const suppressed = await waitFor('the mail that is not sent', async () => {
      const query = { recipient: id, state: ['suppressed' as const] };
      const { deliveries } = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query } }));
      return deliveries[0];
    });
    expect(suppressed).toMatchObject({
      attempts: 0,
      answer: expect.stringContaining('refused this address since'),
    });

    sink.refuse(email, null);
    await dataOf(people.admin.api.POST(RESEND, one(suppressed.id)));
    await waitFor('the mark to go', async () =>
      (await read(people.admin, id)).mail_problem === null ? true : undefined,
    );
    expect(await news()).toMatchObject([{ recipient: { name: 'Maya' } }]);
    const query = { user: id, page_size: 10 };
    const trail = await dataOf(people.admin.api.GET('/api/v1/admin/security-events', { params: { query } }));
    expect(trail.security_events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['account.address_refused', 'account.address_accepted']),
    );
  });

  it('that are on their way are left to themselves', async () => {
    people.holdfast.sink.answerWith(450);
    try {
      const ticket = await people.ticket();
      const waiting = await waitFor('a delivery', async () => {
        const query = { ticket: ticket.id, state: ['queued' as const] };
        const { deliveries } = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query } }));
        return deliveries.find(({ attempts }) => attempts > 0);
      });
      expectProblem(await people.admin.api.POST(RESEND, one(waiting.id)), 409, 'illegal_transition');
    } finally {
      people.holdfast.sink.answerWith('accept');
    }
  });

  it('that were tried in vain for a day can be sent by hand, and go out once', async () => {
    const { sink, mongo } = people.holdfast;
    const read = (id: string) => dataOf(people.admin.api.GET(`${DELIVERIES}/{delivery}`, one(id)));
    sink.answerWith(450);
    try {
      const ticket = await people.ticket();
      const waiting = await waitFor('a mail that was tried', async () => {
        const query = { ticket: ticket.id, kind: ['assigned' as const], state: ['queued' as const] };
        const { deliveries } = await dataOf(people.admin.api.GET(DELIVERIES, { params: { query } }));
        return deliveries.find(({ attempts }) => attempts > 0);
      });
      const dayBefore = new Date(Date.now() - 25 * 60 * 60_000);
      await mongo
        .collection<{ _id: string }>('deliveries')
        .updateOne({ _id: waiting.id }, { $set: { createdAt: dayBefore } });
      // While a sender holds it the answer is that it is on its way.
      const again = await waitFor('nobody to hold it', async () => {
        const answer = await people.admin.api.POST(RESEND, one(waiting.id));
        return answer.response.status === 409 ? undefined : dataOf(Promise.resolve(answer));
      });
      expect(await read(waiting.id)).toMatchObject({
        state: 'suppressed',
        answer: 'Not sent for a day, then resent by hand.',
      });
      sink.answerWith('accept');
      await waitFor('the mail', async () => ((await read(again.id)).state === 'sent' ? true : undefined));
      const about = sink.mails.filter(({ subject }) => subject?.startsWith(`[${ticket.number}] Assigned`));
      expect(about.map(({ messageId }) => messageId)).toEqual([again.message_id]);
      expect(await read(waiting.id)).toMatchObject({ state: 'suppressed' });
    } finally {
      sink.answerWith('accept');
    }
  });

  it('are visible to administrators only; an invalid filter is not an empty result', async () => {
    expectProblem(await people.maya.api.GET(DELIVERIES), 403, 'forbidden');
    const { number } = await people.ticket();
    const about = { params: { path: { ticket: number } } };
    expectProblem(await people.alice.api.GET('/api/v1/tickets/{ticket}/mails', about), 403, 'forbidden');
    expectProblem(await people.admin.api.GET(`${DELIVERIES}/{delivery}`, one('none')), 404, 'not_found');
    expectProblem(await people.admin.api.POST(RESEND, one('none')), 404, 'not_found');
    const wrong = await people.admin.get(`${DELIVERIES}?state=lost&kind=letter&recipient=`);
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['kind.0', 'recipient', 'state.0']);
  });
});
