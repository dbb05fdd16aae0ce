import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { eraseTraces, type ErasureNote } from '../../../src/app/personal-data/erase-traces.js';
import { exportPerson } from '../../../src/app/personal-data/export-person.js';
import { openExport, readExport, startExport } from '../../../src/app/personal-data/export-to-file.js';
import { removeOldExports } from '../../../src/app/personal-data/remove-old-exports.js';
import { writeExport } from '../../../src/app/personal-data/write-export.js';
import { MAX_ROWS_AT_ONCE } from '../../../src/domain/accounts/person-export.js';
import { aModerator, aTicket } from '../../support/tickets/builders.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
});
afterAll(() => holdfast.close());

const doer = { actor: SYSTEM_ACTOR, address: null };
const never = new AbortController().signal;
const course = { from: null, note: () => undefined, signal: never };

/** A person with so many comments, of so many characters each. */
async function somebody(comments: number, length = 20): Promise<string> {
  const { deps, mongo } = holdfast;
  const id = `m-${randomUUID()}`;
  await deps.users.addIfMissing(aModerator(id, { name: 'Zebulon', createdAt: new Date() }));
  const rows = Array.from({ length: comments }, (_, at) => ({
    _id: `${id}-${String(at).padStart(6, '0')}`,
    ticketId: 'gone',
    author: { id, name: 'Zebulon' },
    body: `${at} ${'x'.repeat(length)}`,
    isInternal: false,
    createdAt: new Date(),
  }));
  if (rows.length > 0) await mongo.collection<any>('comments').insertMany(rows);
  return id;
}

async function erase(id: string): Promise<void> {
  const erased = { erasedAt: new Date(), isActive: false, name: 'Erased person' };
  await holdfast.mongo.collection<any>('users').updateOne({ _id: id }, { $set: erased });
}

async function contentOf(id: string, jobId: string): Promise<any> {
  const { content } = await openExport(holdfast.deps, doer, id, jobId);
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return JSON.parse(`{${Buffer.concat(parts).toString('utf8')}}`);
}

const chunks = (jobId: string) =>
  holdfast.mongo
    .collection('person_exports.chunks')
    .countDocuments({ files_id: new RegExp(`^${jobId}`, 'u') });

describe('an export', () => {
  it('is one response up to the limit, and a job above it', async () => {
    const { deps } = holdfast;
    const small = await somebody(MAX_ROWS_AT_ONCE);
    const answer = await exportPerson(deps, doer, small, randomUUID());
    expect(answer.kind === 'lists' && answer.lists.comments).toHaveLength(MAX_ROWS_AT_ONCE);
    const large = await somebody(MAX_ROWS_AT_ONCE + 1);
    const begun = await exportPerson(deps, doer, large, randomUUID());
    expect(begun).toMatchObject({ kind: 'job', job: { state: 'running' } });
  });

  it('contains all data once and in order', async () => {
    const { deps } = holdfast;
    const id = await somebody(1_234);
    const { id: jobId } = await startExport(deps, doer, id, randomUUID());
    await expect(openExport(deps, doer, id, jobId)).rejects.toMatchObject({ code: 'illegal_transition' });
    await writeExport(deps, jobId, course);
    const file = await contentOf(id, jobId);
    expect(Object.keys(file)).toEqual([
      ...['tickets', 'comments', 'activities', 'mails'],
      ...['received_mails', 'security_events', 'sessions', 'api_keys', 'participations'],
      ...['conversations', 'drafts', 'ticket_notifications', 'read_marks', 'files'],
    ]);
    expect(file.comments.map(({ body }: any) => Number.parseInt(body, 10))).toEqual(
      Array.from({ length: 1_234 }, (_, at) => at),
    );
  });

  it('continues after an interruption, without parts of the interrupted attempt', async () => {
    const { deps } = holdfast;
    const id = await somebody(600, 10_000);
    const { id: jobId } = await startExport(deps, doer, id, randomUUID());
    const dying = new AbortController();
    const note = ({ rows }: { readonly rows: number }) => {
      if (rows >= 400) dying.abort(new Error('killed'));
    };
    await expect(writeExport(deps, jobId, { note, signal: dying.signal })).rejects.toThrow('killed');
    const midway = await readExport(deps, doer, id, jobId);
    expect([midway.state, midway.rows > 0, midway.parts.length > 0]).toEqual(['running', true, true]);
    let firstRead: number | null = null;
    const resumed = ({ rows }: { readonly rows: number }) => (firstRead ??= rows);
    await writeExport(deps, jobId, { note: resumed, signal: never });
    expect(firstRead).toBeGreaterThan(midway.rows);
    expect((await contentOf(id, jobId)).comments).toHaveLength(600);
  });

  it('is complete when two attempts write it at the same time', async () => {
    const { deps } = holdfast;
    const id = await somebody(600, 10_000);
    const { id: jobId } = await startExport(deps, doer, id, randomUUID());
    await Promise.all([1, 2, 3].map(() => writeExport(deps, jobId, course)));
    const file = await contentOf(id, jobId);
    expect(file.comments.map(({ body }: any) => Number.parseInt(body, 10))).toEqual(
      Array.from({ length: 600 }, (_, at) => at),
    );
  });

  it('runs once at a time for a person', async () => {
    const { deps } = holdfast;
    const id = await somebody(0);
    const jobs = await Promise.all(
      Array.from({ length: 8 }, () => startExport(deps, doer, id, randomUUID())),
    );
    expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
    const now = new Date();
    const until = new Date(now.getTime() + 60_000);
    expect(await deps.personExports.hold(id, until, now)).toBe(true);
    await expect(exportPerson(deps, doer, id, randomUUID())).rejects.toMatchObject({
      code: 'too_many_requests',
    });
    await deps.personExports.letGo(id, until);
    expect((await exportPerson(deps, doer, id, randomUUID())).kind).toBe('lists');
  });

  it('is deleted with its file when it expires, is replaced, or the person is erased', async () => {
    const { deps } = holdfast;
    const id = await somebody(3);
    const first = await startExport(deps, doer, id, randomUUID());
    await writeExport(deps, first.id, course);
    expect(await chunks(first.id)).toBeGreaterThan(0);
    const second = await startExport(deps, doer, id, randomUUID());
    await writeExport(deps, second.id, course);
    expect([await chunks(first.id), (await chunks(second.id)) > 0]).toEqual([0, true]);
    const later = { now: () => new Date(second.expiresAt.getTime() + 1) };
    await removeOldExports({ ...deps, clock: later }, never);
    expect(await chunks(second.id)).toBe(0);
    const third = await startExport(deps, doer, id, randomUUID());
    await writeExport(deps, third.id, course);
    await erase(id);
    await eraseTraces(deps, id, course);
    expect(await chunks(third.id)).toBe(0);
    await expect(startExport(deps, doer, id, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an erasure', () => {
  it('continues after an interruption', async () => {
    const { deps, mongo } = holdfast;
    const id = await somebody(1_300);
    await erase(id);
    const dying = new AbortController();
    let last: ErasureNote | null = null;
    const note = (progress: ErasureNote) => {
      last = progress;
      if (progress.renamed >= 1_000) dying.abort(new Error('killed'));
    };
    await expect(eraseTraces(deps, id, { from: null, note, signal: dying.signal })).rejects.toThrow('killed');
    const left = () =>
      mongo.collection('comments').countDocuments({ 'author.id': id, 'author.name': 'Zebulon' });
    expect(await left()).toBe(300);
    expect(await eraseTraces(deps, id, { from: last, note: () => undefined, signal: never })).toEqual({
      renamed: 1_300,
    });
    expect([await left(), await eraseTraces(deps, id, course)]).toEqual([0, { renamed: 0 }]);
  });
});

describe('the queries of export and erasure', () => {
  let watched: Connection;
  afterAll(() => watched.close());

  it('use indexes', async () => {
    const { deps, mongo, config } = holdfast;
    const [id, other] = [await somebody(5), await somebody(2_000)];
    const ticket = (at: number) => {
      const { id: _id, ...fields } = aTicket({ id: randomUUID(), number: `TKT-1999-${at}` });
      return { ...fields, _id, requester: { id: other, name: 'Other' } };
    };
    await mongo.collection<any>('tickets').insertMany(Array.from({ length: 500 }, (_, at) => ticket(at)));
    watched = await mongoose.createConnection(config.mongo.uri, { monitorCommands: true }).asPromise();
    const repositories = await openRepositories(watched);
    const commands: any[] = [];
    watched.getClient().on('commandStarted', ({ command }) => void commands.push(command));
    const { id: jobId } = await startExport({ ...deps, ...repositories }, doer, id, randomUUID());
    await writeExport({ ...deps, ...repositories }, jobId, course);
    await exportPerson({ ...deps, ...repositories }, doer, id, randomUUID());
    await erase(id);
    await eraseTraces({ ...deps, ...repositories }, id, course);

    const asked = commands.filter(
      (command) => 'find' in command || 'aggregate' in command || 'update' in command || 'delete' in command,
    );
    expect(asked.length).toBeGreaterThan(40);
    // GridFS looks once whether its bucket is empty: one document, whatever there is.
    const isProbe = ({ find, filter, limit }: any) =>
      find === 'person_exports.files' && Object.keys(filter ?? {}).length === 0 && limit === 1;
    const wrong: unknown[] = [];
    for (const { lsid, $db, $clusterTime, txnNumber, readConcern, writeConcern, ...command } of asked.filter(
      (each) => !isProbe(each),
    )) {
      const plan: any = await mongo.db!.command({ explain: command, verbosity: 'executionStats' });
      const text = JSON.stringify(plan);
      const examined = [...text.matchAll(/"totalDocsExamined":(\d+)/gu)].map(([, count]) => Number(count));
      if (text.includes('"COLLSCAN"') || Math.max(0, ...examined) > 50) wrong.push([command, examined]);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});
