import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { noteReturnedMail } from '../../../src/app/mail/mail-problem.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { DomainError } from '../../../src/domain/errors.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { waitFor } from '../../support/wait-for.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };

/** Longer than a claim holds. */
const LATER_MS = 31_000;

/**
 * A sender that stalls, such as a process that the machine has put to sleep: its claim runs out, another sender takes the
 * delivery, and then it goes on.
 */
describe('a worker that has lost its claim on a delivery', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());
  const people = () => holdfast.mongo.collection('users');
  beforeEach(async () => {
    await people().updateMany({}, { $set: { mailProblem: null, quietHours: null, mailsOff: [] } });
  });

  const delivery = async (id: string) => (await holdfast.deps.deliveries.find(id))!;
  const mailsOf = (number: string) => holdfast.sink.mails.filter(({ subject }) => subject?.includes(number));

  async function newDelivery() {
    const input = { title: 'Help me', description: 'please' };
    const ticket = await createTicket(holdfast.deps, ALICE, { source: 'api', input, id: randomUUID() });
    await autoAssignTicket(holdfast.deps, ticket.id);
    const [id] = await holdfast.deps.deliveries.unsent(ticket.id);
    const deliveries = holdfast.mongo.collection<{ _id: string }>('deliveries');
    await deliveries.updateOne({ _id: id! }, { $set: { kind: 'reminder' } });
    return { id: id!, number: ticket.number };
  }

  /** A sender that stops at a place until it is let go, by its own clock so much later than the others. */
  function sender(id: string, place: 'before deciding' | 'while sending', afterMs = 0) {
    const { deps } = holdfast;
    let go: (fault: Error | null) => void = () => undefined;
    let hasStopped = false;
    const stop = async () => {
      hasStopped = true;
      const fault = await new Promise<Error | null>((resolve) => (go = resolve));
      if (fault !== null) throw fault;
    };
    const users = new Proxy(deps.users, {
      get: (target, name, receiver): unknown =>
        name === 'find' && place === 'before deciding'
          ? async (person: string) => {
              await stop();
              return target.find(person);
            }
          : Reflect.get(target, name, receiver),
    });
    const mailer: typeof deps.mailer = {
      withPermit: (work) => deps.mailer.withPermit(work),
      send: async (mail, signal) => {
        if (place === 'while sending') await stop();
        return deps.mailer.send(mail, place === 'while sending' ? undefined : signal);
      },
    };
    const clock = { now: () => new Date(Date.now() + afterMs) };
    const outcome = sendDelivery({ ...deps, users, mailer, clock }, id);
    outcome.catch(() => undefined);
    return {
      outcome,
      stopped: () => waitFor('the sender to stop', () => (hasStopped ? true : undefined)),
      goOn: (fault: Error | null = null) => go(fault),
    };
  }

  /** One that has stalled at the place, and another that has the delivery in hand since. */
  async function twoSenders(place: 'before deciding' | 'while sending') {
    const { id, number } = await newDelivery();
    const stalled = sender(id, place);
    await stalled.stopped();
    const holder = sender(id, 'while sending', LATER_MS);
    await holder.stopped();
    return { id, number, stalled, holder };
  }

  async function expectHeld(id: string) {
    expect(await delivery(id)).toMatchObject({ state: 'sending', attempts: 2 });
    const third = sender(id, 'while sending', LATER_MS + 1_000);
    await expect(third.outcome).rejects.toMatchObject({ code: 'unavailable' });
  }

  it.each(['unavailable', 'delivery_rejected', 'address_refused'] as const)(
    'takes it from nobody when the server answers it %s',
    async (code) => {
      const { id, number, stalled, holder } = await twoSenders('while sending');
      stalled.goOn(new DomainError(code, 'The server has said so.'));
      await expect(stalled.outcome).rejects.toMatchObject({ code });
      await expectHeld(id);
      holder.goOn();
      expect((await holder.outcome).state).toBe('sent');
      expect(await delivery(id)).toMatchObject({ state: 'sent', attempts: 2, claimedUntil: null });
      expect(mailsOf(number)).toHaveLength(1);
    },
  );

  it.each([
    ['quiet hours', { quietHours: { from: '00:00', to: '23:59', timeZone: 'UTC' } }],
    ['a refused address', { mailProblem: { at: new Date(), answer: 'No such user.' } }],
    ['a switch that is off', { mailsOff: ['reminders'] }],
  ])('does not delay it for %s', async (_reason, fields) => {
    const { id, number, stalled, holder } = await twoSenders('before deciding');
    await people().updateMany({}, { $set: fields });
    stalled.goOn();
    await expect(stalled.outcome).rejects.toMatchObject({ code: 'unavailable' });
    await expectHeld(id);
    holder.goOn();
    await holder.outcome;
    expect(await delivery(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(mailsOf(number)).toHaveLength(1);
  });

  it('causes no second mail once the mail server has accepted it', async () => {
    const { id, number, stalled, holder } = await twoSenders('while sending');
    stalled.goOn();
    await stalled.outcome;
    holder.goOn(new DomainError('unavailable', 'The server has gone.'));
    await expect(holder.outcome).rejects.toMatchObject({ code: 'unavailable' });
    expect((await sendDelivery(holdfast.deps, id)).state).toBe('sent');
    expect(mailsOf(number)).toHaveLength(1);
  });

  it('does not start to send after a pause', async () => {
    const { id, number } = await newDelivery();
    let lateMs = 0;
    const clock = { now: () => new Date(Date.now() + lateMs) };
    const tickets = new Proxy(holdfast.deps.tickets, {
      get: (target, name, receiver): unknown => {
        lateMs = name === 'find' ? LATER_MS : lateMs;
        return Reflect.get(target, name, receiver);
      },
    });
    const late = sendDelivery({ ...holdfast.deps, tickets, clock }, id);
    await expect(late).rejects.toMatchObject({ code: 'unavailable' });
    expect(mailsOf(number)).toHaveLength(0);
  });

  it('is not caused by a bounce, which says nothing about the mail being sent', async () => {
    const { id, number } = await newDelivery();
    const holder = sender(id, 'while sending');
    await holder.stopped();
    const { recipient } = await delivery(id);
    const mailed = (await holdfast.deps.users.find(recipient.id))!;
    await noteReturnedMail(holdfast.deps, await delivery(id), mailed, 'It came back (5.1.1).');
    expect((await holdfast.deps.users.find(recipient.id))!.mailProblem).not.toBeNull();
    expect(await delivery(id)).toMatchObject({ state: 'sending', attempts: 1 });
    holder.goOn();
    expect((await holder.outcome).state).toBe('sent');
    expect(mailsOf(number)).toHaveLength(1);
  });
});

describe('a mailbox', () => {
  it('is not reset by a worker whose claim has expired', async () => {
    const holdfast = await startHoldfast({ worker: false });
    try {
      const { mailboxes } = holdfast.deps;
      const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
      const place = (lastUid: number, uidValidity = '1') => ({ uidValidity, lastUid });
      await mailboxes.hold('inbox', 'a', at(0), at(30));
      await mailboxes.hold('inbox', 'b', at(31), at(61));
      expect(await mailboxes.note('inbox', 'b', place(100))).toBe(true);
      await mailboxes.release('inbox', 'b');
      await mailboxes.hold('inbox', 'a', at(32), at(62));
      expect(await mailboxes.note('inbox', 'a', place(50))).toBe(false);
      expect((await mailboxes.hold('inbox', 'a', at(33), at(63)))?.place).toEqual(place(100));
      expect(await mailboxes.note('inbox', 'a', place(100))).toBe(true);
      expect(await mailboxes.note('inbox', 'a', place(3, '2'))).toBe(true);
    } finally {
      await holdfast.close();
    }
  });
});
