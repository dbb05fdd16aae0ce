import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { messageIdOf } from '../../../src/app/mail/templates/message-id.js';
import { sendDeliveries } from '../../../src/app/mail/send-deliveries.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { DomainError } from '../../../src/domain/errors.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { startSmtpSink } from '../../support/servers/smtp-sink.js';
import { waitFor } from '../../support/wait-for.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };

describe('sending a delivery', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());
  beforeEach(async () => {
    holdfast.sink.answerWith('accept');
    await holdfast.mongo.collection('users').updateMany({}, { $set: { mailProblem: null } });
  });

  async function newDelivery(title = 'Help me'): Promise<{ readonly id: string; readonly number: string }> {
    const input = { title, description: 'please' };
    const ticket = await createTicket(holdfast.deps, ALICE, { source: 'api', input, id: randomUUID() });
    await autoAssignTicket(holdfast.deps, ticket.id);
    const [id] = await holdfast.deps.deliveries.unsent(ticket.id);
    return { id: id!, number: ticket.number };
  }
  const mailsOf = (number: string) =>
    holdfast.sink.mails.filter((mail) => mail.subject?.includes(number) === true);
  const stateOf = async (id: string) => (await holdfast.deps.deliveries.find(id))?.state;

  it('twice sends one mail, with a Message-ID from the delivery', async () => {
    const { id, number } = await newDelivery();
    expect((await sendDelivery(holdfast.deps, id)).state).toBe('sent');
    expect((await sendDelivery(holdfast.deps, id)).state).toBe('sent');
    expect(mailsOf(number).map((mail) => mail.messageId)).toEqual([messageIdOf(holdfast.deps, id)]);
  });

  it('sends one mail if the database is unavailable right after the server accepted it', async () => {
    const { id, number } = await newDelivery();
    let faults = 0;
    const { deliveries } = holdfast.deps;
    const markSent: typeof deliveries.markSent = async (...note) => {
      if ((faults += 1) <= 3) throw new DomainError('unavailable', 'There is no primary.');
      await deliveries.markSent(...note);
    };
    const faulty = new Proxy(deliveries, {
      get: (target, name, receiver): unknown =>
        name === 'markSent' ? markSent : Reflect.get(target, name, receiver),
    });
    expect((await sendDelivery({ ...holdfast.deps, deliveries: faulty }, id)).state).toBe('sent');
    expect([faults, await stateOf(id)]).toEqual([4, 'sent']);
    expect(mailsOf(number)).toHaveLength(1);
  });

  it('sets headers for the thread of the ticket and against automatic answers', async () => {
    const { id, number } = await newDelivery();
    await sendDelivery(holdfast.deps, id);
    const [mail] = mailsOf(number);
    const { ticketId } = (await holdfast.deps.deliveries.find(id))!;
    const root = `<ticket.${ticketId}@holdfast>`;
    expect([mail!.inReplyTo, mail!.references]).toEqual([root, root]);
    const header = (name: string) => mail!.headers.get(name);
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('x-auto-response-suppress')).toBe('OOF, AutoReply');
    expect(header('content-language')).toBe('en');
  });

  it('prevents header injection through names and subjects', async () => {
    await holdfast.deps.mailer.send({
      to: { name: 'Alice\r\nBcc: eve@example.org', address: 'alice@holdfast.local' },
      messageId: '<injection@holdfast>',
      switchOff: null,
      language: 'en',
      subject: 'Help\r\nBcc: eve@example.org\r\n\r\nand a body',
      html: '<p>Hello</p>',
      text: 'Hello',
    });
    const mail = holdfast.sink.mails.find(({ messageId }) => messageId === '<injection@holdfast>')!;
    expect([mail.headers.has('bcc'), mail.text?.trim()]).toEqual([false, 'Hello']);
    expect(holdfast.sink.asked).not.toContain('eve@example.org');
  });

  it('by many workers at once sends one mail; the other workers must wait', async () => {
    const { id, number } = await newDelivery();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => sendDelivery(holdfast.deps, id)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'unavailable' });
    }
    expect(mailsOf(number)).toHaveLength(1);
  });

  it('a temporary rejection leaves it queued, and a later attempt sends it', async () => {
    const { id, number } = await newDelivery();
    holdfast.sink.answerWith(450);
    await expect(sendDelivery(holdfast.deps, id)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await stateOf(id)).toBe('queued');
    holdfast.sink.answerWith('accept');
    await sendDelivery(holdfast.deps, id);
    expect(mailsOf(number)).toHaveLength(1);
  });

  it('a permanent rejection ends it', async () => {
    const { id, number } = await newDelivery();
    holdfast.sink.answerWith(550);
    await expect(sendDelivery(holdfast.deps, id)).rejects.toMatchObject({ code: 'address_refused' });
    expect(await stateOf(id)).toBe('failed');
    expect((await sendDelivery(holdfast.deps, id)).state).toBe('failed');
    expect(mailsOf(number)).toHaveLength(0);
  });

  it('takes over from a dead worker once its claim has expired', async () => {
    const { id, number } = await newDelivery();
    const now = new Date();
    await holdfast.deps.deliveries.claim(id, now, new Date(now.getTime() + 60_000));
    await expect(sendDelivery(holdfast.deps, id)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 30,
    });
    const later = { ...holdfast.deps, clock: { now: () => new Date(now.getTime() + 61_000) } };
    expect((await sendDelivery(later, id)).state).toBe('sent');
    expect(mailsOf(number)).toHaveLength(1);
  });

  it('of several sends those that are possible, and a later attempt sends the rest', async () => {
    const [one, gone, two] = [await newDelivery(), await newDelivery(), await newDelivery()];
    const now = new Date();
    await holdfast.deps.deliveries.claim(two.id, now, new Date(now.getTime() + 60_000));
    await holdfast.mongo.collection('tickets').deleteOne({ number: gone.number });
    const ids = [one.id, gone.id, two.id];
    await expect(sendDeliveries(holdfast.deps, ids)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'failed', 'sending']);
    const later = { ...holdfast.deps, clock: { now: () => new Date(now.getTime() + 61_000) } };
    await sendDeliveries(later, ids);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['sent', 'failed', 'sent']);
    for (const { number } of [one, two]) expect(mailsOf(number)).toHaveLength(1);
  });

  it('of several, one that fails permanently does not hide the retry time of another', async () => {
    const [gone, quiet] = [await newDelivery(), await newDelivery()];
    await holdfast.mongo.collection('tickets').deleteOne({ number: gone.number });
    const { recipient } = (await holdfast.deps.deliveries.find(quiet.id))!;
    const people = holdfast.mongo.collection<{ _id: string }>('users');
    const clock = { now: () => new Date('2026-05-04T23:00:00Z') };
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'UTC' };
    await people.updateOne({ _id: recipient.id }, { $set: { quietHours } });
    const outcomes = await sendDeliveries({ ...holdfast.deps, clock }, [gone.id, quiet.id]);
    await people.updateOne({ _id: recipient.id }, { $set: { quietHours: null } });
    expect(await stateOf(gone.id)).toBe('failed');
    expect(outcomes).toMatchObject([
      { deliveryId: quiet.id, state: 'queued', waitsUntil: new Date('2026-05-05T07:00:00Z') },
    ]);
  });

  it('an unknown id is an error without retry', async () => {
    await expect(sendDelivery(holdfast.deps, 'nothing')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('with a mail server that is slow to answer', () => {
  /** The connections of one process. */
  const AT_ONCE = 20;
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false, sinkAnswerMs: 1_000 });
  });
  afterAll(() => holdfast.close());

  async function person(name: string): Promise<Extract<Actor, { readonly type: 'user' }>> {
    const account = (await holdfast.deps.users.findByEmail(`${name}@holdfast.local`))!;
    return { type: 'user', id: account.id, role: account.role, name: account.name };
  }

  it('claims no more mails than it is sending, and sends each once', async () => {
    const input = { title: 'Help me', description: 'please' };
    const deliveries = holdfast.mongo.collection('deliveries');
    const [alice, bob] = [await person('alice'), await person('bob')];
    const said = { body: 'Since when?', isInternal: false };
    for (let nth = 0; nth < 2 * AT_ONCE + 5; nth += 1) {
      const { number } = await createTicket(holdfast.deps, alice, { source: 'api', input, id: randomUUID() });
      await addComment(holdfast.deps, bob, number, said, randomUUID());
    }
    const rows = await deliveries.find({ state: 'queued' }).toArray();
    expect(rows.length).toBeGreaterThan(2 * AT_ONCE);
    const ids = rows.map(({ _id }) => String(_id));
    let isOver = false;
    // As an activity does: what finds all connections in use is tried again.
    const sendAtLast = async (id: string): Promise<void> => {
      const fault = await sendDelivery(holdfast.deps, id).then(
        () => null,
        (error: unknown) => error,
      );
      if (fault === null) return;
      expect(fault).toMatchObject({ code: 'unavailable' });
      await sendAtLast(id);
    };
    const all = Promise.all(ids.map(sendAtLast)).finally(() => (isOver = true));
    const claimed: number[] = [];
    await waitFor('all to be sent', async () => {
      claimed.push(await deliveries.countDocuments({ state: 'sending' }));
      return isOver ? true : undefined;
    });
    await all;
    expect(Math.max(...claimed)).toBeLessThanOrEqual(AT_ONCE);
    const messageIds = holdfast.sink.mails.map(({ messageId }) => messageId).sort();
    expect(messageIds).toEqual(ids.map((id) => messageIdOf(holdfast.deps, id)).sort());
  });

  it('stops when cancelled, and frees the connection for others', async () => {
    const mail = {
      to: { name: 'Alice', address: 'alice@holdfast.local' },
      switchOff: null,
      language: 'en',
      subject: 'Help',
      html: '<p>Hello</p>',
      text: 'Hello',
    };
    const { mailer } = holdfast.deps;
    const late = mailer.send({ ...mail, messageId: '<late@holdfast>' }, AbortSignal.timeout(100));
    await expect(late).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The mail server took too long.',
    });
    await expect(mailer.send({ ...mail, messageId: '<next@holdfast>' })).resolves.toMatch(/^250/u);
  });
});

describe('with the mail server down', () => {
  it('the ticket continues, and exactly one mail arrives once the server is back', async () => {
    const down = await startSmtpSink();
    await down.close();
    const holdfast = await startHoldfast({ environment: { SMTP_URL: down.url } });
    try {
      const [alice, bob] = [await holdfast.client('alice'), await holdfast.client('bob')];
      const { body } = await alice.post('/api/v1/tickets', { title: 'VPN is down', description: 'vpn' });
      const delivery = () =>
        holdfast.mongo.collection('deliveries').findOne({ ticketId: body.id, attempts: { $gte: 2 } });
      await waitFor('the mail to be tried in vain', async () => (await delivery()) ?? undefined);
      expect((await bob.post(`/api/v1/tickets/${body.number}/accept`)).status).toBe(200);
      const back = await startSmtpSink(down.port);
      const isAssignment = ({ subject }: { subject?: string | undefined }) =>
        subject?.includes('Assigned to you') === true;
      await back.received(1, isAssignment);
      await waitFor('the mails to be noted as sent', async () =>
        (await holdfast.deps.deliveries.unsent(body.id)).length === 0 ? true : undefined,
      );
      expect(back.mails.filter(isAssignment)).toHaveLength(1);
      expect(back.mails).toHaveLength(2);
      await holdfast.close();
      await back.close();
    } finally {
      await holdfast.stopWorker();
    }
  });
});
