import { beforeAll, describe, expect, it } from '@jest/globals';
import { keep, letter } from '../../support/mail/inbound.js';
import { withPeople } from '../../support/api/people.js';

const people = withPeople();
const PATH = '/api/v1/admin/received-mails';
const ids: string[] = [];

beforeAll(async () => {
  const { receivedMails } = people.holdfast.deps;
  for (const subject of ['Done', 'Failed', 'Ignored', 'Kept']) {
    ids.push((await keep(people.holdfast, letter({ subject }))).mail.id);
  }
  const [done = '', failed = '', ignored = ''] = ids;
  const opened = {
    kind: 'opened',
    ticketId: done,
    number: 'TKT-2026-000042',
    commands: ['status resolved'],
  } as const;
  await receivedMails.finish(done, opened, 'alice');
  await receivedMails.fail(failed, 'TypeError');
  await receivedMails.finish(ignored, { kind: 'ignored', reason: 'automatic' }, null);
});

const stateOf = async (id: string) => (await people.admin.get(`${PATH}/${id}`)).body.state;

describe('the mails that came in', () => {
  it('are listed, newest first, by state and by what they have become', async () => {
    const listed = async (query: string) => {
      const { body } = await people.maya.get(`${PATH}${query}`);
      return body.received_mails.map(({ id }: { id: string }) => ids.indexOf(id));
    };
    expect(await listed('')).toEqual([3, 2, 1, 0]);
    expect(await listed('?state=failed,kept')).toEqual([3, 1]);
    expect(await listed('?kind=opened&kind=ignored')).toEqual([2, 0]);
    const { body: first } = await people.maya.get(`${PATH}?page_size=3`);
    expect(first).toMatchObject({ total: 4, page_size: 3 });
    expect(await listed(`?page_size=3&cursor=${first.next_cursor}`)).toEqual([0]);
    for (const wrong of ['?state=lost', '?kind=done', '?cursor=x', '?page_size=0', '?other=1']) {
      expect((await people.maya.get(`${PATH}${wrong}`)).status).toBe(422);
    }
  });

  it('show the outcome of each', async () => {
    const { body: done } = await people.maya.get(`${PATH}/${ids[0]}`);
    expect(done).toMatchObject({
      state: 'done',
      source: 'smtp',
      recipients: ['help@holdfast.local'],
      account_id: 'alice',
      outcome: {
        kind: 'opened',
        ticket: { id: ids[0], number: 'TKT-2026-000042' },
        commands: ['status resolved'],
      },
    });
    const { body: failed } = await people.maya.get(`${PATH}/${ids[1]}`);
    expect(failed).toMatchObject({ state: 'failed', fault: 'TypeError', outcome: null });
    const { body: ignored } = await people.maya.get(`${PATH}/${ids[2]}`);
    expect(ignored.outcome).toMatchObject({ kind: 'ignored', reason: 'automatic', ticket: null });
    expect((await people.maya.get(`${PATH}/unknown`)).status).toBe(404);
  });

  it('are given to administrators as they came, to be saved', async () => {
    const { status, headers, body } = await people.admin.get(`${PATH}/${ids[0]}/raw`);
    expect([status, body]).toEqual([200, letter({ subject: 'Done' })]);
    expect(headers.get('content-type')).toBe('message/rfc822');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${ids[0]}.eml"`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect((await people.maya.get(`${PATH}/${ids[0]}/raw`)).status).toBe(403);
    expect((await people.admin.get(`${PATH}/unknown/raw`)).status).toBe(404);
  });
});

describe('a mail that has failed', () => {
  it('is processed once more, and by a workflow of its own', async () => {
    const { status, body } = await people.admin.post(`${PATH}/${ids[1]}/replay`);
    expect([status, body.state, body.fault]).toEqual([202, 'kept', null]);
    expect((await people.admin.post(`${PATH}/${ids[1]}/replay`)).status).toBe(409);
    const events = people.holdfast.mongo.collection('events').find({ mailId: ids[1] }).sort({ _id: 1 });
    expect((await events.toArray()).map(({ type }) => type)).toEqual(['mail.received', 'mail.replayed']);
  });

  it('also one that has waited for more than an hour: its workflow was ended', async () => {
    const { id } = (await keep(people.holdfast, letter({ subject: 'Stranded' }))).mail;
    const records = people.holdfast.mongo.collection<{ _id: string }>('received_mails');
    const receivedAt = new Date(Date.now() - 61 * 60_000);
    await records.updateOne({ _id: id }, { $set: { receivedAt } });
    const { status, body } = await people.admin.post(`${PATH}/${id}/replay`);
    expect([status, body.state]).toEqual([202, 'kept']);
    const events = people.holdfast.mongo.collection('events').find({ mailId: id }).sort({ _id: 1 });
    expect((await events.toArray()).map(({ type }) => type)).toEqual(['mail.received', 'mail.replayed']);
    const outcome = { kind: 'ignored', reason: 'automatic' } as const;
    await people.holdfast.deps.receivedMails.finish(id, outcome, null);
    expect((await people.admin.post(`${PATH}/${id}/replay`)).status).toBe(409);
  });

  it('but not one that has not failed, is unknown, or was never kept whole', async () => {
    for (const id of [ids[0], ids[2], ids[3]]) {
      expect((await people.admin.post(`${PATH}/${id}/replay`)).status).toBe(409);
    }
    expect((await people.admin.post(`${PATH}/unknown/replay`)).status).toBe(404);
    const { mail } = await keep(people.holdfast, letter({ subject: 'Lost' }));
    await people.holdfast.deps.receivedMails.fail(mail.id, 'not_found');
    await people.holdfast.mongo.collection('received_mails.files').deleteOne({ filename: mail.id });
    expect((await people.admin.post(`${PATH}/${mail.id}/replay`)).status).toBe(409);
    expect(await stateOf(mail.id)).toBe('failed');
    expect((await people.maya.post(`${PATH}/${ids[1]}/replay`)).status).toBe(403);
  });
});

it('a mail keeps its first outcome, also if a paused attempt writes another', async () => {
  const { receivedMails } = people.holdfast.deps;
  const { id } = (await keep(people.holdfast, letter({ subject: 'Twice' }))).mail;
  await receivedMails.finish(id, { kind: 'ignored', reason: 'automatic' }, null);
  await receivedMails.finish(id, { kind: 'refused', reason: 'not_allowed' }, 'alice');
  await receivedMails.fail(id, 'Stalled');
  expect(await receivedMails.find(id)).toMatchObject({
    state: 'done',
    outcome: { kind: 'ignored' },
    accountId: null,
    fault: null,
  });
});
