import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dataOf } from '../support/http-client.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem, faultPaths, withPeople } from './people.js';

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
    expect(delivery.message_id).toBe(`<${delivery.id}@holdfast>`);
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

  it('that the server refused for good can be sent when the address is mended', async () => {
    people.holdfast.sink.answerWith(550);
    const { delivery, mailsOf } = await assignmentMail('failed');
    expect(delivery.answer).toContain('550');
    people.holdfast.sink.answerWith('accept');
    const again = await dataOf(people.admin.api.POST(RESEND, one(delivery.id)));
    await waitFor('the mail', () => mailsOf()[0]);
    expect(mailsOf().map(({ messageId }) => messageId)).toEqual([again.message_id]);
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

  it('are nobody else’s to see, and wrong questions are told from empty answers', async () => {
    expectProblem(await people.maya.api.GET(DELIVERIES), 403, 'forbidden');
    expectProblem(await people.admin.api.GET(`${DELIVERIES}/{delivery}`, one('none')), 404, 'not_found');
    expectProblem(await people.admin.api.POST(RESEND, one('none')), 404, 'not_found');
    const wrong = await people.admin.get(`${DELIVERIES}?state=lost&kind=letter&recipient=`);
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['kind.0', 'recipient', 'state.0']);
  });
});
