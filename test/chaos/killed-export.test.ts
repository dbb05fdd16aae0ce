import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { useKillableWorker } from '../support/processes/killable-worker.js';
import { waitFor } from '../support/wait-for.js';

const COMMENTS = 4_000;

describe('a worker that is killed in the middle of an export', () => {
  const worker = useKillableWorker();

  it('leaves it to the next one, which continues; the file has all data once', async () => {
    const { holdfast } = worker;
    const alice = await holdfast.client('alice');
    const { id } = (await alice.get('/api/v1/auth/me')).body;
    const rows = Array.from({ length: COMMENTS }, (_, at) => ({
      _id: `${String(at).padStart(6, '0')}-${randomUUID()}`,
      ticketId: 'gone',
      author: { id, name: 'Alice' },
      body: `${at} ${'x'.repeat(15_000)}`,
      isInternal: false,
      createdAt: new Date(),
    }));
    await holdfast.mongo.collection<any>('comments').insertMany(rows);
    await worker.start();
    const begun = await alice.get(`/api/v1/users/${id}/export`);
    expect(begun.status).toBe(202);
    const jobs = holdfast.mongo.collection<any>('person_exports');
    await waitFor('a part of the file', async () =>
      (await jobs.findOne({ accountId: id }))?.parts.length > 2 ? true : undefined,
    );
    await worker.kill();
    const midway = await jobs.findOne({ accountId: id });
    expect([midway.state, midway.rows < COMMENTS]).toEqual(['running', true]);
    await worker.start();
    const at = begun.headers.get('location')!;
    await waitFor('the export', async () =>
      (await alice.get(at)).body.job.state === 'done' ? true : undefined,
    );
    const { body } = await alice.get(`${at}/content`);
    expect(body.comments.map((comment: any) => Number.parseInt(comment.body, 10))).toEqual(
      Array.from({ length: COMMENTS }, (_, index) => index),
    );
    const kept = await jobs.findOne({ accountId: id });
    expect(kept.parts.slice(0, midway.parts.length)).toEqual(midway.parts);
  });
});
