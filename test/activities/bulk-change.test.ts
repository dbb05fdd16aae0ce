import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { changeNextTickets } from '../../src/app/bulk/change-next-tickets.js';
import { startBulkChange } from '../../src/app/bulk/start-bulk-change.js';
import type { BulkChange, BulkJob } from '../../src/domain/bulk-change.js';
import { DomainError } from '../../src/domain/errors.js';
import type { Ticket } from '../../src/domain/ticket.js';
import { aroundCommit } from '../support/around-commit.js';
import { aBulkJob, lieThere } from '../support/bulk.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { listeningLogger } from '../support/listening-logger.js';

const NOTE: BulkChange = { priority: 'high', comment: { body: 'Known.', isInternal: true } };

describe('the turns of a bulk job', () => {
  let holdfast: Holdfast;
  let bob: string;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    bob = (await holdfast.deps.users.findByEmail('bob@holdfast.local'))!.id;
  });
  afterEach(() => holdfast.mongo.collection('tickets').deleteMany({}));
  afterAll(() => holdfast.close());

  async function aJob(count: number, change = NOTE, fields?: (index: number) => Partial<Ticket>) {
    const job = aBulkJob({ id: bob, scopes: null }, await lieThere(holdfast, count, fields), change);
    await holdfast.deps.bulkJobs.addIfMissing(job);
    return job;
  }

  const committing = (around: (commit: () => Promise<void>) => Promise<void>) => ({
    ...holdfast.deps,
    tickets: aroundCommit(holdfast.deps.tickets, around),
  });

  /** How often each ticket of the job was changed, and what was said on it. */
  async function traces({ tickets }: BulkJob) {
    const ticketId = { $in: tickets.map(({ id }) => id) };
    const [versions, comments] = await Promise.all([
      holdfast.deps.tickets.findMany(tickets.map(({ id }) => id)),
      holdfast.mongo.collection('comments').countDocuments({ ticketId }),
    ]);
    return { versions: versions.map(({ version }) => version), comments };
  }
  const once = (count: number) => ({ versions: Array<number>(count).fill(2), comments: count });

  it('come once, however often they are asked for', async () => {
    const job = await aJob(30);
    expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ state: 'running', done: 25 });
    const done = { state: 'done', total: 30, done: 30, changed: 30, failed: 0 };
    expect(await changeNextTickets(holdfast.deps, job.id)).toEqual(done);
    expect(await changeNextTickets(holdfast.deps, job.id)).toEqual(done);
    expect(await traces(job)).toEqual(once(30));
  });

  it('come once when two take them at the same time', async () => {
    const job = await aJob(25);
    await Promise.all([1, 2, 3].map(() => changeNextTickets(holdfast.deps, job.id)));
    expect(await traces(job)).toEqual(once(25));
    expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 25, failed: 0 });
  });

  it('are not lost and not repeated when the database or the process goes in the middle', async () => {
    const job = await aJob(10);
    let commits = 0;
    const dying = committing(async (commit) => {
      commits += 1;
      if (commits === 4) throw new DomainError('unavailable', 'gone before the commit');
      await commit();
      if (commits === 8) throw new DomainError('unavailable', 'gone after the commit');
    });
    await expect(changeNextTickets(dying, job.id)).rejects.toThrow('before the commit');
    await expect(changeNextTickets(dying, job.id)).rejects.toThrow('after the commit');
    expect(await changeNextTickets(dying, job.id)).toMatchObject({ done: 10, changed: 10 });
    expect(await traces(job)).toEqual(once(10));
  });

  it('stop where nobody waits for the outcome any more', async () => {
    const job = await aJob(3);
    const gone = AbortSignal.abort();
    expect(await changeNextTickets(holdfast.deps, job.id, gone)).toMatchObject({ done: 0, state: 'running' });
  });

  it('go on past a ticket on which we stumble, and past one that is there no more', async () => {
    const job = await aJob(3);
    const [stumbled, deleted, fine] = job.tickets;
    await holdfast.mongo.collection<{ _id: string }>('tickets').deleteOne({ _id: deleted!.id });
    const { logger, lines } = listeningLogger();
    let commits = 0;
    const stumbling = committing(async (commit) => {
      commits += 1;
      if (commits === 1) throw new Error('a fault of ours');
      await commit();
    });
    const progress = await changeNextTickets({ ...stumbling, logger }, job.id);
    expect(progress).toMatchObject({ state: 'done', changed: 1, failed: 2 });
    const results = await holdfast.deps.bulkJobs.results(job.id);
    const codes = new Map(results.map(({ ticketId, refusal }) => [ticketId, refusal?.code ?? null]));
    expect(codes.get(stumbled!.id)).toBe('internal_error');
    expect(codes.get(deleted!.id)).toBe('not_found');
    expect(codes.get(fine!.id)).toBeNull();
    expect(lines).toMatchObject([{ level: 'error', job: job.id, ticket: stumbled!.number }]);
  });

  it('keep to the bounds of a ticket', async () => {
    const tags = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
    const job = await aJob(2, { addTags: ['one more'] }, (index) => ({ tags: tags.slice(index) }));
    expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 1, failed: 1 });
  });

  it('are of the tickets that matched the first time, when the request is repeated', async () => {
    const id = randomUUID();
    const actor = { type: 'user', id: bob, name: 'Bob', role: 'moderator' } as const;
    const request = {
      references: [],
      filter: { tag: id },
      versions: new Map<string, number>(),
      change: NOTE,
    };
    const begin = (deps = holdfast.deps) => startBulkChange(deps, actor, request, id);
    const startBulkJob = () => Promise.reject(new DomainError('unavailable', 'no Temporal'));
    const [one] = await lieThere(holdfast, 1, () => ({ tags: [id] }));
    const away = { ...holdfast.deps, gateway: { ...holdfast.deps.gateway, startBulkJob } };
    await expect(begin(away)).rejects.toThrow('no Temporal');
    await lieThere(holdfast, 1, () => ({ tags: [id] }));
    expect(await begin()).toMatchObject({ id, total: 1 });
    expect((await holdfast.deps.bulkJobs.find(id))?.tickets).toMatchObject([{ id: one!.id }]);
  });

  it('say so when there is no such job', async () => {
    await expect(changeNextTickets(holdfast.deps, 'nope')).rejects.toMatchObject({ code: 'not_found' });
  });

  describe('are those of the person who asked, with the rights of now', () => {
    const users = () => holdfast.mongo.collection<{ _id: string }>('users');
    const become = (fields: object) => users().updateOne({ _id: bob }, { $set: fields });
    afterEach(() => become({ role: 'moderator', isActive: true }));

    it.each([{ role: 'user' }, { isActive: false }])('refused once they are %j', async (fields) => {
      const job = await aJob(2);
      await become(fields);
      expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 0, failed: 2 });
      const codes = (await holdfast.deps.bulkJobs.results(job.id)).map(({ refusal }) => refusal?.code);
      expect(codes).toEqual(['forbidden', 'forbidden']);
      expect(await traces(job)).toEqual({ versions: [1, 1], comments: 0 });
    });

    it('refused from the ticket on at which they lose them', async () => {
      const job = await aJob(5);
      let commits = 0;
      const losing = committing(async (commit) => {
        await commit();
        commits += 1;
        if (commits === 2) await become({ role: 'user' });
      });
      expect(await changeNextTickets(losing, job.id)).toMatchObject({ done: 5, changed: 2, failed: 3 });
    });

    it('and no wider than the key that they asked with', async () => {
      const tickets = await lieThere(holdfast, 1);
      const job = aBulkJob({ id: bob, scopes: ['tickets:read'] }, tickets, NOTE);
      await holdfast.deps.bulkJobs.addIfMissing(job);
      expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 0, failed: 1 });
    });
  });
});
