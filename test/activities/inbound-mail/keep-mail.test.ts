import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { keep, letter } from '../../support/mail/inbound.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
});
afterAll(() => holdfast.close());

const count = (room: string, filter = {}) => holdfast.mongo.collection(room).countDocuments(filter);
const rawOf = async (id: string) => {
  const raw = await holdfast.deps.receivedMails.raw(id);
  return raw === null ? null : Buffer.from(raw).toString();
};
const DAY_MS = 24 * 60 * 60 * 1000;

describe('an incoming mail', () => {
  it('is stored unchanged, with the event that starts its processing', async () => {
    const raw = letter({ subject: 'Kept' });
    const { mail, isNew } = await keep(holdfast, raw);
    expect(isNew).toBe(true);
    expect(await holdfast.deps.receivedMails.find(mail.id)).toEqual(mail);
    expect(mail).toMatchObject({
      source: 'smtp',
      recipients: ['help@holdfast.local'],
      sizeBytes: raw.length,
      state: 'kept',
      outcome: null,
    });
    expect(mail.expiresAt.getTime() - mail.receivedAt.getTime()).toBe(30 * DAY_MS);
    expect(await rawOf(mail.id)).toBe(raw);
    const event = await holdfast.mongo.collection('events').findOne({ mailId: mail.id });
    expect(event).toMatchObject({ kind: 'mail', type: 'mail.received', publishedAt: null });
  });

  it('is stored once for copies on different paths, also at once', async () => {
    const raw = letter({ subject: 'Once' });
    const results = await Promise.all([
      keep(holdfast, raw),
      keep(holdfast, `Received: from somewhere\r\n${raw}`, 'imap'),
      keep(holdfast, raw.replaceAll('\r\n', '\n'), 'imap'),
      keep(holdfast, raw),
    ]);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    const [id, ...others] = new Set(results.map(({ mail }) => mail.id));
    expect(others).toEqual([]);
    expect(await count('events', { mailId: id })).toBe(1);
    expect((await keep(holdfast, raw)).isNew).toBe(false);
    // What the losers had written is gone.
    expect(await count('received_mails.files')).toBe(await count('received_mails'));
  });

  it('can have any size and any bytes', async () => {
    const raw = Buffer.alloc(3_000_000, 0xff);
    const { deps } = holdfast;
    const { keepMail } = await import('../../../src/app/inbound-mail/kept/keep-mail.js');
    const { mail } = await keepMail(deps, { source: 'smtp', recipients: ['HELP@Holdfast.Local'], raw });
    expect(mail.recipients).toEqual(['help@holdfast.local']);
    expect(raw.equals((await deps.receivedMails.raw(mail.id))!)).toBe(true);
  });
});

describe('a process that dies between the message and the record', () => {
  it('leaves nothing permanent, and the mail is sent again', async () => {
    const { deps } = holdfast;
    const before = await count('received_mails');
    // The event's id is taken, so that the transaction fails as it does for whoever dies before its end.
    const [taken] = await holdfast.mongo.collection('events').find().limit(1).toArray();
    const ids = [deps.newId(), String(taken!._id)];
    const dying = { ...holdfast, deps: { ...deps, newId: () => ids.shift()! } };
    const raw = letter({ subject: 'Interrupted' });
    await expect(keep(dying, raw)).rejects.toThrow(/E11000/u);
    expect(await count('received_mails')).toBe(before);
    expect(await count('received_mails.files')).toBe(before + 1);

    const { mail, isNew } = await keep(holdfast, raw);
    expect(isNew).toBe(true);
    expect(await deps.receivedMails.removeOrphans(new Date(Date.now() - DAY_MS), 10)).toBe(0);
    expect(await deps.receivedMails.removeOrphans(new Date(Date.now() + DAY_MS), 10)).toBe(1);
    expect(await count('received_mails.files')).toBe(before + 1);
    expect(await rawOf(mail.id)).toBe(raw);
  });

  it('or in the middle of the message', async () => {
    const { deps, mongo } = holdfast;
    const id = deps.newId();
    await mongo
      .collection('received_mails.chunks')
      .insertOne({ files_id: id, n: 0, data: Buffer.from('half a mail') });
    expect(await deps.receivedMails.removeOrphans(new Date(Date.now() + DAY_MS), 10)).toBe(1);
    expect(await count('received_mails.chunks', { files_id: id })).toBe(0);
  });
});

describe('the end of a mail', () => {
  it('comes after the retention period, for message and record', async () => {
    const { deps } = holdfast;
    const { mail } = await keep(holdfast, letter({ subject: 'Old' }));
    const at = new Date(mail.expiresAt.getTime() + 1);
    const total = await count('received_mails');
    expect(await deps.receivedMails.removeExpired(new Date(), 100)).toBe(0);
    expect(await deps.receivedMails.removeExpired(at, total - 1)).toBe(total - 1);
    expect(await deps.receivedMails.removeExpired(at, 100)).toBe(1);
    expect([await count('received_mails'), await count('received_mails.files')]).toEqual([0, 0]);
    expect(await count('received_mails.chunks')).toBe(0);
    expect(await deps.receivedMails.find(mail.id)).toBeNull();
    expect(await rawOf(mail.id)).toBeNull();
  });
});
