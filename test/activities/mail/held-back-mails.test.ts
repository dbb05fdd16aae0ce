import { SYSTEM_ACTOR, type Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { resendDelivery } from '../../../src/app/mail/resend-delivery.js';
import { sendDeliveries } from '../../../src/app/mail/send-deliveries.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { DEFAULT_MAIL_SETTINGS, type MailSettings } from '../../../src/domain/accounts/mail-settings.js';
import type { Delivery, TicketDelivery } from '../../../src/domain/mail/delivery.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

type Person = Extract<Actor, { readonly type: 'user' }>;

let holdfast: Holdfast;
let [alice, bob]: Person[] = [];
/** In the night of those who sleep from ten to seven, and in nobody else's. */
const NIGHT = new Date('2026-05-04T23:00:00Z');
const MORNING = new Date('2026-05-05T07:00:00Z');
const SLEEPS = { quietHours: { from: '22:00', to: '07:00', timeZone: 'UTC' } } as const;

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  [alice, bob] = await Promise.all(
    ['alice', 'bob'].map(async (name): Promise<Person> => {
      const { id, role, name: shown } = (await holdfast.deps.users.findByEmail(`${name}@holdfast.local`))!;
      return { type: 'user', id, role, name: shown };
    }),
  );
});
afterAll(() => holdfast.close());
beforeEach(() => wants(DEFAULT_MAIL_SETTINGS));

async function wants(settings: Partial<MailSettings>): Promise<void> {
  await holdfast.mongo.collection('users').updateMany({}, { $set: settings });
}

/** The system with a clock that has stopped. */
const at = (now: Date): AppDeps => ({ ...holdfast.deps, clock: { now: () => now } });
const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000);

async function ticketWith(answers: number, now = NIGHT, fields: object = {}): Promise<Ticket> {
  const deps = at(now);
  const input = { title: 'The wifi is away', description: 'In the library.', ...fields };
  const ticket = await createTicket(deps, alice!, { source: 'api', input, id: randomUUID() });
  await answer(ticket, answers, now);
  return ticket;
}

async function answer({ number }: Ticket, times: number, now = NIGHT): Promise<void> {
  for (let nth = 1; nth <= times; nth += 1) {
    await addComment(at(now), bob!, number, { body: `Answer ${nth}`, isInternal: false }, randomUUID());
  }
}

async function deliveriesOf({ id }: Ticket, kind?: string): Promise<readonly Delivery[]> {
  const { items } = await holdfast.deps.deliveries.list({ ticketId: id, pageSize: 100 });
  return items.filter((delivery) => kind === undefined || delivery.kind === kind).reverse();
}
const unsent = (ticket: Ticket) => holdfast.deps.deliveries.unsent(ticket.id);
const mailsAbout = ({ number }: Ticket) =>
  holdfast.sink.mails.filter(({ subject }) => subject?.includes(number) === true);
const headerOf = ({ headerLines }: ParsedMail, key: string) =>
  headerLines.find((header) => header.key === key)?.line;
/** How often each answer has reached its reader, whatever the mail. */
function timesTold(ticket: Ticket, answers: number): number[] {
  const texts = mailsAbout(ticket).map(({ text }) => text ?? '');
  return Array.from({ length: answers }, (_, index) => {
    const words = new RegExp(`^> Answer ${index + 1}$`, 'mu');
    return texts.filter((text) => words.test(text)).length;
  });
}
const once = (count: number) => Array.from({ length: count }, () => 1);

describe('a kind of mail that a person has switched off', () => {
  it('is suppressed with the reason, until they switch it on or an administrator sends it by hand', async () => {
    await wants({ mailsOff: ['comments'] });
    const ticket = await ticketWith(1);
    const [id] = await unsent(ticket);
    expect((await sendDelivery(at(NIGHT), id!)).state).toBe('suppressed');
    expect(await holdfast.deps.deliveries.find(id!)).toMatchObject({
      attempts: 0,
      answer: 'Not sent: the recipient has switched off these mails (comments).',
    });
    expect(mailsAbout(ticket)).toEqual([]);

    const doer = { actor: SYSTEM_ACTOR, address: null };
    const again = await resendDelivery(holdfast.deps, doer, id!, randomUUID());
    expect((await sendDelivery(at(NIGHT), again.id)).state).toBe('sent');
    await wants({ mailsOff: [] });
    await answer(ticket, 1);
    const [next] = await unsent(ticket);
    expect((await sendDelivery(at(NIGHT), next!)).state).toBe('sent');
  });

  it('is never an assignment', async () => {
    await wants({ mailsOff: ['comments', 'status', 'queue', 'operation'] });
    const ticket = await ticketWith(0);
    await assignTicket(at(NIGHT), SYSTEM_ACTOR, ticket.number, bob!.id);
    const [assignment] = await deliveriesOf(ticket, 'assigned');
    expect((await sendDelivery(at(NIGHT), assignment!.id)).state).toBe('sent');
  });
});

describe('in quiet hours', () => {
  it('a mail waits until their end, and shows that it waits', async () => {
    await wants(SLEEPS);
    const ticket = await ticketWith(1);
    const [id] = await unsent(ticket);
    for (const now of [NIGHT, later(NIGHT, 3_600)]) {
      expect(await sendDelivery(at(now), id!)).toMatchObject({ state: 'queued', waitsUntil: MORNING });
      expect(await holdfast.deps.deliveries.find(id!)).toMatchObject({
        state: 'queued',
        notBefore: MORNING,
        attempts: 0,
        answer: expect.stringContaining('quiet hours'),
      });
    }
    expect(mailsAbout(ticket)).toEqual([]);
    expect((await sendDelivery(at(MORNING), id!)).state).toBe('sent');
    expect(await holdfast.deps.deliveries.find(id!)).toMatchObject({ notBefore: null, attempts: 1 });
    expect(mailsAbout(ticket)).toHaveLength(1);
  });

  it('mails to other people are sent, also in the same batch', async () => {
    await holdfast.mongo.collection('users').updateOne({ _id: bob!.id as never }, { $set: SLEEPS });
    const ticket = await ticketWith(1);
    await assignTicket(at(NIGHT), SYSTEM_ACTOR, ticket.number, bob!.id);
    const outcomes = await sendDeliveries(at(NIGHT), await unsent(ticket));
    const waiting = outcomes.filter(({ waitsUntil }) => waitsUntil !== null);
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['queued', 'sent']);
    const [assignment] = await deliveriesOf(ticket, 'assigned');
    expect(waiting).toEqual([
      { deliveryId: assignment!.id, state: 'queued', waitsUntil: MORNING, carriedBy: null },
    ]);
  });

  it('mails about urgent tickets, escalations and mails sent by hand do not wait', async () => {
    await wants(SLEEPS);
    const urgent = await ticketWith(1, NIGHT, { priority: 'urgent' });
    expect((await sendDelivery(at(NIGHT), (await unsent(urgent))[0]!)).state).toBe('sent');

    const ticket = await ticketWith(1);
    const [id] = await unsent(ticket);
    const deliveries = holdfast.mongo.collection<{ _id: string }>('deliveries');
    const original = (await deliveries.findOne({ _id: id! }))!;
    const details = { target: 'resolution', step: 1 };
    const escalation = { ...original, _id: `${randomUUID()}.${bob!.id}`, kind: 'sla_escalated', details };
    const byHand = { ...original, _id: `${randomUUID()}.${alice!.id}`, isByHand: true };
    await deliveries.insertMany([escalation, byHand]);
    for (const { _id } of [escalation, byHand]) {
      expect((await sendDelivery(at(NIGHT), _id)).state).toBe('sent');
    }
    expect((await sendDelivery(at(NIGHT), id!)).state).toBe('queued');
  });
});

describe('a flood of mails about one ticket', () => {
  const MANY = 9;

  async function sendAll(ticket: Ticket, now: Date): Promise<void> {
    for (const id of await unsent(ticket)) await sendDelivery(at(now), id);
  }
  async function batchedMailsOf(ticket: Ticket): Promise<readonly TicketDelivery[]> {
    return (await deliveriesOf(ticket, 'gathered')) as readonly TicketDelivery[];
  }

  it('that is queued becomes one batched mail within a minute, which lists them all', async () => {
    const ticket = await ticketWith(MANY);
    const [first, ...others] = await unsent(ticket);
    const outcome = await sendDelivery(at(NIGHT), first!);
    const [batchedMail, ...more] = await batchedMailsOf(ticket);
    expect(more).toEqual([]);
    expect(outcome).toMatchObject({ state: 'suppressed', carriedBy: batchedMail!.id });
    // What is carried needs nobody to send it; whoever tries is told by which mail it goes.
    for (const id of others) {
      expect(await sendDelivery(at(NIGHT), id)).toMatchObject({ carriedBy: batchedMail!.id });
    }
    const replies = await deliveriesOf(ticket, 'reply');
    expect(replies.map(({ state, carriedBy, attempts }) => [state, carriedBy, attempts])).toEqual(
      replies.map(() => ['suppressed', batchedMail!.id, 0]),
    );
    expect(await sendDelivery(at(NIGHT), batchedMail!.id)).toMatchObject({
      state: 'queued',
      waitsUntil: later(NIGHT, 60),
    });
    await answer(ticket, MANY + 1, later(NIGHT, 30));
    await sendAll(ticket, later(NIGHT, 31));
    expect(mailsAbout(ticket)).toEqual([]);

    expect((await sendDelivery(at(later(NIGHT, 60)), batchedMail!.id)).state).toBe('sent');
    const [mail, ...copies] = mailsAbout(ticket);
    expect(copies).toEqual([]);
    expect(mail!.subject).toBe(`[${ticket.number}] 19 updates: The wifi is away`);
    expect(timesTold(ticket, MANY)).toEqual(once(MANY));
    expect(mail!.text!.match(/^> Answer 1$/gmu)).toHaveLength(2);
    expect(headerOf(mail!, 'list-unsubscribe')).toMatch(/\/u\/mails~/u);
    expect(await unsent(ticket)).toEqual([]);
  });

  it('that arrives slowly is sent as five single mails, then as one batched mail', async () => {
    const ticket = await ticketWith(0);
    for (let nth = 0; nth < MANY; nth += 1) {
      const now = later(NIGHT, nth);
      await addComment(
        at(now),
        bob!,
        ticket.number,
        { body: `Answer ${nth + 1}`, isInternal: false },
        randomUUID(),
      );
      await sendAll(ticket, now);
    }
    expect(mailsAbout(ticket)).toHaveLength(5);
    await sendAll(ticket, later(NIGHT, 70));
    expect(mailsAbout(ticket)).toHaveLength(6);
    expect(timesTold(ticket, MANY)).toEqual(once(MANY));
    await answer(ticket, 1, later(NIGHT, 200));
    await sendAll(ticket, later(NIGHT, 200));
    expect(mailsAbout(ticket)).toHaveLength(7);
  });

  it('stays five mails for five, and single mails for several people or over time', async () => {
    const ticket = await ticketWith(5);
    await sendAll(ticket, NIGHT);
    await answer(ticket, 5, later(NIGHT, 61));
    await sendAll(ticket, later(NIGHT, 61));
    expect(await batchedMailsOf(ticket)).toEqual([]);
    expect(mailsAbout(ticket)).toHaveLength(10);
  });

  it('batches no mail that requires an action, and none that is switched off', async () => {
    const ticket = await ticketWith(0);
    await changeStatus(at(NIGHT), bob!, ticket.number, 'in_progress');
    await answer(ticket, MANY);
    await changeStatus(at(NIGHT), bob!, ticket.number, 'resolved', {
      resolutionCode: 'fixed',
    });
    const [resolved] = await deliveriesOf(ticket, 'resolved');
    await sendAll(ticket, NIGHT);
    expect(await holdfast.deps.deliveries.find(resolved!.id)).toMatchObject({ state: 'sent' });

    await answer(ticket, 1, later(NIGHT, 5)).catch(() => undefined);
    await wants({ mailsOff: ['comments'] });
    const muted = await ticketWith(MANY);
    await sendAll(muted, NIGHT);
    expect(await batchedMailsOf(muted)).toEqual([]);
    expect(mailsAbout(muted)).toEqual([]);
  });

  it('loses and repeats nothing with many senders at once', async () => {
    const ticket = await ticketWith(MANY);
    const senders = Array.from({ length: 4 }, async () => {
      for (const id of await unsent(ticket)) await sendDelivery(at(NIGHT), id).catch(() => undefined);
    });
    await Promise.all(senders);
    for (const seconds of [31, 62, 93, 124, 155]) {
      for (const id of await unsent(ticket)) {
        await sendDelivery(at(later(NIGHT, seconds)), id).catch(() => undefined);
      }
    }
    expect(await unsent(ticket)).toEqual([]);
    expect(timesTold(ticket, MANY)).toEqual(once(MANY));
    expect((await batchedMailsOf(ticket)).length).toBeLessThanOrEqual(2);
  });

  it('is announced exactly once if a sender dies before or after batching', async () => {
    const ticket = await ticketWith(MANY);
    const [first, second] = await unsent(ticket);
    // Dies with the claim of one, before it has decided anything.
    await holdfast.deps.deliveries.claim(first!, NIGHT, later(NIGHT, 30));
    // Dies after the transaction: nobody hears which mail tells of it, so the next try asks once more.
    const { carriedBy } = await sendDelivery(at(NIGHT), second!);
    expect(await sendDelivery(at(later(NIGHT, 1)), second!)).toMatchObject({
      state: 'suppressed',
      carriedBy,
    });
    expect(await sendDelivery(at(later(NIGHT, 31)), first!)).toMatchObject({
      state: 'suppressed',
      carriedBy,
    });
    // Dies while it sends the batched mail: a later one cannot join it and is sent on its own.
    await holdfast.deps.deliveries.claim(carriedBy!, later(NIGHT, 60), later(NIGHT, 90));
    await answer(ticket, MANY + 1, later(NIGHT, 61));
    await sendAll(ticket, later(NIGHT, 150)).catch(() => undefined);
    for (const seconds of [160, 240]) await sendAll(ticket, later(NIGHT, seconds));
    expect(await unsent(ticket)).toEqual([]);
    const texts = mailsAbout(ticket).map(({ text }) => text ?? '');
    const told = (nth: number) => texts.join('\n').match(new RegExp(`^> Answer ${nth}$`, 'gmu')) ?? [];
    expect(Array.from({ length: MANY }, (_, index) => told(index + 1).length)).toEqual(
      once(MANY).map(() => 2),
    );
    expect(told(MANY + 1)).toHaveLength(1);
  });

  it('is not sent if all its parts are gone; a resent one lists the same parts', async () => {
    const ticket = await ticketWith(MANY);
    await sendAll(ticket, NIGHT);
    const [batchedMail] = await batchedMailsOf(ticket);
    await sendDelivery(at(later(NIGHT, 61)), batchedMail!.id);
    const doer = { actor: SYSTEM_ACTOR, address: null };
    const again = await resendDelivery(holdfast.deps, doer, batchedMail!.id, randomUUID());
    expect((await sendDelivery(at(later(NIGHT, 62)), again.id)).state).toBe('sent');
    expect(timesTold(ticket, MANY)).toEqual(once(MANY).map(() => 2));
    await holdfast.mongo
      .collection('comments')
      .updateMany({ ticketId: ticket.id }, { $set: { isInternal: true } });
    const third = await resendDelivery(holdfast.deps, doer, batchedMail!.id, randomUUID());
    await expect(sendDelivery(at(later(NIGHT, 63)), third.id)).rejects.toMatchObject({
      code: 'delivery_rejected',
    });
  });
});
