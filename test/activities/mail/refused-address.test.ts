import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { requestCode } from '../../../src/app/accounts/sign-in/sign-in-codes.js';
import { resendDelivery } from '../../../src/app/mail/resend-delivery.js';
import { editPerson } from '../../../src/app/accounts/edit-person.js';
import { sendDeliveries } from '../../../src/app/mail/send-deliveries.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { ticketDeliveries } from '../../../src/domain/mail/delivery.js';
import { DomainError } from '../../../src/domain/errors.js';
import { type User } from '../../../src/domain/accounts/user.js';
import type { AccountChange } from '../../../src/ports/accounts/account-repositories.js';
import { lieThere } from '../../support/tickets/bulk.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const BOB = 'bob@holdfast.local';
const MAYA = 'maya@holdfast.local';
const system = { actor: SYSTEM_ACTOR, address: null };

describe('an address that the mail server refuses', () => {
  let holdfast: Holdfast;
  let ticketId: string;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    const [ticket] = await lieThere(holdfast, 1);
    ticketId = ticket!.id;
  });
  afterEach(async () => {
    for (const address of [BOB, MAYA]) holdfast.sink.refuse(address, null);
    holdfast.sink.answerWith('accept');
    await holdfast.mongo.collection('users').updateMany({}, { $set: { mailProblem: null } });
    for (const name of ['deliveries', 'events']) await holdfast.mongo.collection(name).deleteMany({});
  });
  afterAll(() => holdfast.close());

  const person = async (email = BOB) => (await holdfast.deps.users.findByEmail(email))!;
  const delivery = async (id: string) => (await holdfast.deps.deliveries.find(id))!;
  const asked = (email = BOB) => holdfast.sink.asked.filter((address) => address === email).length;
  const news = () => holdfast.mongo.collection('deliveries').find({ kind: 'address_refused' }).toArray();
  const marks = () => holdfast.mongo.collection('events').countDocuments({ type: 'account.address_refused' });
  const send = async (id: string, deps = holdfast.deps) => (await sendDelivery(deps, id)).state;

  async function mailTo(email = BOB): Promise<string> {
    const event = { id: randomUUID(), at: new Date(), details: {}, ticketId };
    const [made] = ticketDeliveries(event, [{ kind: 'reminder', recipients: [await person(email)] }]);
    await holdfast.deps.deliveries.addMissing([made!]);
    return made!.id;
  }

  /** Bob, whose address has just been refused. */
  async function refused(): Promise<{ readonly id: string; readonly bob: User }> {
    holdfast.sink.refuse(BOB);
    const id = await mailTo();
    await expect(send(id)).rejects.toMatchObject({ code: 'address_refused' });
    return { id, bob: await person() };
  }

  /** The same, where the process goes before or after a change of an account is written. */
  function dying(when: 'before' | 'after') {
    const { users } = holdfast.deps;
    const commit = async (change: AccountChange) => {
      if (when === 'after') await users.commit(change);
      throw new DomainError('unavailable', 'killed');
    };
    const find = (id: string) => users.find(id);
    const listActive = users.listActive.bind(users);
    return { ...holdfast.deps, users: { ...users, find, listActive, commit } };
  }
  const whenClaimsAreOver = () => ({
    ...holdfast.deps,
    clock: { now: () => new Date(Date.now() + 60_000) },
  });

  it('ends the delivery, marks the person and notifies the managers', async () => {
    const { id, bob } = await refused();
    expect(await send(id)).toBe('failed');
    expect(asked()).toBe(1);
    expect(await delivery(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      answer: expect.stringContaining('550'),
    });
    expect(bob.mailProblem).toEqual({ at: expect.any(Date), answer: 'The mail server answered 550.' });
    const told = await news();
    expect(told).toMatchObject([
      { recipient: { name: 'Maya' }, state: 'queued', details: { accountId: bob.id } },
    ]);
    expect(await send(String(told[0]!._id))).toBe('sent');
    const mail = holdfast.sink.mails.at(-1)!;
    expect(mail).toMatchObject({ subject: 'Mail does not reach Bob' });
    expect(mail.text).toContain(`/api/v1/users/${bob.id}`);
    expect(JSON.stringify(mail)).not.toContain(BOB);
  });

  it('gets no further mails, and no further notice is sent', async () => {
    const { bob } = await refused();
    const before = asked();
    const id = await mailTo();
    expect(await send(id)).toBe('suppressed');
    expect(await send(id)).toBe('suppressed');
    expect(asked()).toBe(before);
    const reason = `Not sent: the mail server has refused this address since ${bob.mailProblem!.at.toISOString()}. The mail server answered 550.`;
    expect(await delivery(id)).toMatchObject({ state: 'suppressed', attempts: 0, answer: reason });
    expect(await news()).toHaveLength(1);
  });

  it('does not affect mails to other people in the same batch', async () => {
    holdfast.sink.refuse(BOB);
    const [refusedId, laterId] = [await mailTo(BOB), await mailTo(MAYA)];
    await holdfast.deps.deliveries.claim(laterId, new Date(), new Date(Date.now() + 30_000));
    const both = [refusedId, laterId];
    await expect(sendDeliveries(holdfast.deps, both)).rejects.toMatchObject({ code: 'unavailable' });
    const later = { ...holdfast.deps, clock: { now: () => new Date(Date.now() + 31_000) } };
    await sendDeliveries(later, both);
    expect([await delivery(refusedId), await delivery(laterId)]).toMatchObject([
      { state: 'failed' },
      { state: 'sent' },
    ]);
  });

  it('causes one notice even if many mails fail at the same time', async () => {
    holdfast.sink.refuse(BOB);
    const ids = await Promise.all(Array.from({ length: 6 }, () => mailTo()));
    await Promise.allSettled(ids.map((id) => send(id)));
    for (const id of ids) expect(['failed', 'suppressed']).toContain((await delivery(id)).state);
    expect([await marks(), (await news()).length]).toEqual([1, 1]);
  });

  it.each([
    ['for now', (): void => holdfast.sink.answerWith(450), 'unavailable', 'queued'],
    [
      'for a policy',
      () => holdfast.sink.refuse(BOB, '5.7.1 relay access denied'),
      'delivery_rejected',
      'failed',
    ],
    [
      'for a full mailbox',
      () => holdfast.sink.refuse(BOB, '5.2.2 mailbox full'),
      'delivery_rejected',
      'failed',
    ],
  ])('is not marked if it is refused %s', async (_name, refuse, code, state) => {
    refuse();
    const id = await mailTo();
    await expect(send(id)).rejects.toMatchObject({ code });
    expect((await delivery(id)).state).toBe(state);
    expect((await person()).mailProblem).toBeNull();
    expect(await news()).toEqual([]);
  });

  it('works again when the server accepts a mail that an administrator sends by hand, and not before', async () => {
    const { id } = await refused();
    const again = async () => (await resendDelivery(holdfast.deps, system, id, randomUUID())).id;
    const inVain = await again();
    await expect(send(inVain)).rejects.toMatchObject({ code: 'address_refused' });
    expect((await person()).mailProblem).not.toBeNull();
    expect(await news()).toHaveLength(1);
    holdfast.sink.refuse(BOB, null);
    expect(await send(await again())).toBe('sent');
    expect((await person()).mailProblem).toBeNull();
    expect(await send(await mailTo())).toBe('sent');
  });

  it('still gets requested codes, and works again when the server accepts one', async () => {
    await refused();
    holdfast.sink.refuse(BOB, null);
    await requestCode(holdfast.deps, BOB, '127.0.0.1');
    const code = await holdfast.mongo.collection('deliveries').findOne({ kind: 'sign_in_code' });
    expect(await send(String(code!._id))).toBe('sent');
    expect((await person()).mailProblem).toBeNull();
  });

  it('loses its mark when it is changed', async () => {
    const { bob } = await refused();
    await editPerson(holdfast.deps, system, bob.id, { name: 'Bobby' });
    expect((await person()).mailProblem).not.toBeNull();
    const after = await editPerson(holdfast.deps, system, bob.id, { email: 'bob@example.org', name: 'Bob' });
    expect(after.mailProblem).toBeNull();
    expect(await send(await mailTo('bob@example.org'))).toBe('sent');
    await editPerson(holdfast.deps, system, bob.id, { email: BOB });
  });

  it('of a manager causes no mails about mails', async () => {
    await refused();
    holdfast.sink.refuse(MAYA);
    const [told] = await news();
    await expect(send(String(told!._id))).rejects.toMatchObject({ code: 'address_refused' });
    expect((await person(MAYA)).mailProblem).not.toBeNull();
    expect([await marks(), (await news()).length]).toEqual([2, 1]);
  });

  it('causes no notice to a manager with a refused address', async () => {
    holdfast.sink.refuse(MAYA);
    await expect(send(await mailTo(MAYA))).rejects.toMatchObject({ code: 'address_refused' });
    await refused();
    expect([await marks(), await news()]).toEqual([2, []]);
  });

  it.each(['before', 'after'] as const)('is marked once when the sender dies %s the note', async (when) => {
    holdfast.sink.refuse(BOB);
    const id = await mailTo();
    await expect(send(id, dying(when))).rejects.toThrow('killed');
    const outcome = send(id, whenClaimsAreOver());
    if (when === 'before') await expect(outcome).rejects.toMatchObject({ code: 'address_refused' });
    else expect(await outcome).toBe('failed');
    expect(await delivery(id)).toMatchObject({ state: 'failed', claimedUntil: null });
    expect([await marks(), (await news()).length]).toEqual([1, 1]);
  });

  it('is marked even if another request changes the person at the same time', async () => {
    holdfast.sink.refuse(BOB);
    const { users } = holdfast.deps;
    let isFirst = true;
    const commit = async (change: AccountChange) => {
      if (isFirst) {
        isFirst = false;
        await editPerson(holdfast.deps, system, (await person()).id, { capacity: 7 });
      }
      await users.commit(change);
    };
    const racing = { ...dying('before').users, commit };
    await expect(send(await mailTo(), { ...holdfast.deps, users: racing })).rejects.toThrow('550');
    expect(await person()).toMatchObject({ capacity: 7, mailProblem: { answer: expect.any(String) } });
  });
});
