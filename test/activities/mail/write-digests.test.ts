import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { writeDigests } from '../../../src/app/mail/write-digests.js';
import { keepMail } from '../../../src/app/inbound-mail/kept/keep-mail.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import { firstIdOf } from '../../../src/adapters/mongo/kit/first-id.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { letter } from '../../support/mail/inbound.js';
import { officeHours } from '../../support/sla/calendars.js';
import { submit } from '../../support/tickets/tickets.js';

/** Monday, 08:00 in UTC. */
const MONDAY = new Date('2026-06-15T08:00:00Z');

describe('daily digests', () => {
  let holdfast: Holdfast;
  const depsAt = (now: Date) => ({ ...holdfast.deps, clock: { now: () => now } });
  const write = (now: Date = MONDAY, at = '08:00') => writeDigests(depsAt(now), at);
  const collection = (name: string) => holdfast.mongo.collection(name);
  const person = (name: string, fields: object) =>
    collection('users').updateOne({ email: `${name}@holdfast.local` }, { $set: fields });
  const mailed = () => holdfast.sink.mails.filter(({ subject }) => subject?.startsWith('Today:') === true);
  const send = async (ids: readonly string[]) => {
    for (const id of ids) await sendDelivery(holdfast.deps, id);
  };

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    await holdfast.deps.calendars.addIfMissing(officeHours());
  });
  beforeEach(async () => {
    await collection('deliveries').deleteMany({});
    await collection('users').updateMany({}, { $set: { isActive: true, calendar: null } });
  });
  afterAll(() => holdfast.close());

  it('are not sent if no ticket is open', async () => {
    expect(await write()).toEqual([]);
    expect(await collection('deliveries').countDocuments()).toBe(0);
  });

  it('contain the figures of the desk, once a day after repeated runs', async () => {
    const alice = await holdfast.client('alice');
    const { number } = await submit(alice, { title: 'Printer <on> fire', description: 'It burns.' });
    const cancelled = await submit(alice);
    await alice.post(`/api/v1/tickets/${cancelled.number}/cancel`, {});
    await collection('tickets').updateOne({ number }, { $set: { 'sla.firstResponse.dueAt': MONDAY } });

    const [id, ...others] = await write();
    expect(others).toEqual([]);
    expect(await write()).toEqual([id]);
    await send([id!]);
    expect(await write(new Date('2026-06-15T09:45:00Z'))).toEqual([]);
    expect(await write(new Date('2026-06-16T08:00:00Z'))).toHaveLength(1);

    const [mail, ...more] = mailed();
    expect(more).toEqual([]);
    expect(mail!.subject).toMatch(/^Today: 1 open, 1 breached/u);
    expect(mail!.text).toContain(`${number}: Printer <on> fire`);
    expect(mail!.html).toContain('Printer &lt;on&gt; fire');
    expect(mail!.to).toMatchObject({ text: expect.stringContaining('maya@holdfast.local') });
  });

  it('count the mails without a ticket since the last digest, also if no ticket is open', async () => {
    const { receivedMails } = holdfast.deps;
    await collection('tickets').updateMany({}, { $set: { status: 'cancelled' } });
    const keptAt = async (at: string, subject: string) => {
      const id = firstIdOf(new Date(at));
      const newId = () => `${id}-${subject}`;
      const { mail } = await keepMail(
        { ...depsAt(new Date(at)), newId },
        {
          source: 'smtp',
          recipients: [],
          raw: Buffer.from(letter({ subject })),
        },
      );
      return mail.id;
    };
    await person('maya', { calendar: 'office' });
    const [early, friday, sunday, late] = [
      await keptAt('2026-06-12T05:59:00Z', 'Early'),
      await keptAt('2026-06-12T06:00:00Z', 'Friday'),
      await keptAt('2026-06-14T12:00:00Z', 'Sunday'),
      await keptAt('2026-06-15T06:00:00Z', 'Late'),
    ];
    for (const id of [early, friday, late]) {
      await receivedMails.finish(id, { kind: 'ignored', reason: 'automatic' }, null);
    }
    await receivedMails.fail(sunday, 'parse_crashed');
    const before = mailed().length;
    await send(await write(new Date('2026-06-15T06:45:00Z')));
    const { text, html } = mailed()[before]!;
    expect(text).toContain(
      'since 12 June 2026 at 06:00 UTC that did not become a ticket: 2 (automatic 1, parse_crashed 1)',
    );
    expect(text).toContain('/api/v1/admin/received-mails?unheard=true');
    expect(html).toContain('Show these mails');
    expect(await write(new Date('2026-06-17T06:00:00Z'))).toEqual([]);
    await collection('tickets').updateMany({}, { $set: { status: 'open' } });
  });

  it('are completed by a second attempt if the first was interrupted', async () => {
    await collection('users').updateMany({ role: 'admin' }, { $set: { role: 'manager' } });
    const [first, second] = [...(await write())].sort();
    await collection('deliveries').deleteOne({ _id: second as never });
    expect([...(await write())].sort()).toEqual([first, second]);
    expect(await collection('deliveries').countDocuments()).toBe(2);
    await person('admin', { role: 'admin' });
  });

  it('are sent at eight in the time zone of the manager, on their working days', async () => {
    await person('maya', { calendar: 'office' });
    expect(await write(new Date('2026-06-15T05:59:00Z'))).toEqual([]);
    expect(await write(new Date('2026-06-15T06:00:00Z'))).toHaveLength(1);
    expect(await write(new Date('2026-06-14T06:00:00Z'))).toEqual([]);
    await person('maya', { calendar: 'forgotten' });
    expect(await write(new Date('2026-06-14T08:00:00Z'))).toHaveLength(1);
  });

  it('go to administrators if there are no managers, and are not sent if there are neither', async () => {
    await person('maya', { isActive: false });
    const [id] = await write();
    expect(await collection('deliveries').findOne({ _id: id as never })).toMatchObject({
      kind: 'daily_digest',
      recipient: { name: 'Admin' },
    });
    await person('admin', { isActive: false });
    expect(await write(new Date('2026-06-16T08:00:00Z'))).toEqual([]);
  });

  it('require a time of day', async () => {
    await expect(write(MONDAY, '8 o’clock')).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
