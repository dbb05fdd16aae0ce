import type { Scope } from '../../../src/domain/access/scopes.js';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey, revokeApiKey } from '../../../src/app/accounts/api-keys.js';
import { authenticateKey, authenticateToken, type SignedIn } from '../../../src/app/accounts/authenticate.js';
import { openSession } from '../../../src/app/accounts/sign-in/open-session.js';
import { signOut } from '../../../src/app/accounts/sign-in/sign-out.js';
import { changeNextTickets } from '../../../src/app/tickets/bulk/change-next-tickets.js';
import { startBulkChange } from '../../../src/app/tickets/bulk/start-bulk-change.js';
import { editPerson } from '../../../src/app/accounts/edit-person.js';
import type { BulkChange, BulkJob } from '../../../src/domain/tickets/bulk-change.js';
import { DomainError } from '../../../src/domain/errors.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { aroundCommit } from '../../support/tickets/around-commit.js';
import { aModerator } from '../../support/tickets/builders.js';
import { aBulkJob, lieThere } from '../../support/tickets/bulk.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { listeningLogger } from '../../support/servers/listening-logger.js';

const ADDRESS = '127.0.0.1';
const system = { actor: SYSTEM_ACTOR, address: null };
const NOTE: BulkChange = { priority: 'high', comment: { body: 'Known.', isInternal: true } };

describe('the changes of a bulk job', () => {
  let holdfast: Holdfast;
  let bob: SignedIn;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    bob = (await somebody()).actor;
  });
  afterEach(() => holdfast.mongo.collection('tickets').deleteMany({}));
  afterAll(() => holdfast.close());

  type Asked = Awaited<ReturnType<typeof somebody>>;

  /** A moderator who has signed in, and a program of theirs. */
  async function somebody(scopes: readonly Scope[] = ['tickets:read', 'tickets:write']) {
    const { deps } = holdfast;
    const user = aModerator(`m-${randomUUID()}`, { createdAt: new Date() });
    await deps.users.addIfMissing(user);
    const signIn = await openSession(deps, user, { method: 'password', address: ADDRESS });
    const actor = await authenticateToken(deps, signIn.accessToken, 'api');
    const { key, secret } = await createApiKey(
      deps,
      actor,
      { name: 'program', scopes },
      ADDRESS,
      randomUUID(),
    );
    return { user, actor, key, program: await authenticateKey(deps, secret) };
  }

  async function aJob(count: number, change = NOTE, fields?: (index: number) => Partial<Ticket>) {
    const job = aBulkJob(bob, await lieThere(holdfast, count, fields), change);
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

  it('run once when requested repeatedly', async () => {
    const job = await aJob(30);
    expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ state: 'running', done: 25 });
    const done = { state: 'done', total: 30, done: 30, changed: 30, failed: 0 };
    expect(await changeNextTickets(holdfast.deps, job.id)).toEqual(done);
    expect(await changeNextTickets(holdfast.deps, job.id)).toEqual(done);
    expect(await traces(job)).toEqual(once(30));
  });

  it('run once when two workers take them at the same time', async () => {
    const job = await aJob(25);
    await Promise.all([1, 2, 3].map(() => changeNextTickets(holdfast.deps, job.id)));
    expect(await traces(job)).toEqual(once(25));
    expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 25, failed: 0 });
  });

  it('are neither lost nor repeated when the database or process fails midway', async () => {
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

  it('stop when they are cancelled', async () => {
    const job = await aJob(3);
    const gone = AbortSignal.abort();
    expect(await changeNextTickets(holdfast.deps, job.id, gone)).toMatchObject({ done: 0, state: 'running' });
  });

  it('continue past a ticket with an unexpected error, and past a deleted one', async () => {
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

  it('respect the limits of a ticket', async () => {
    const tags = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
    const job = await aJob(2, { addTags: ['one more'] }, (index) => ({ tags: tags.slice(index) }));
    expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 1, failed: 1 });
  });

  it('apply to the tickets of the first request when it is repeated', async () => {
    const id = randomUUID();
    const request = {
      references: [],
      filter: { tag: id },
      versions: new Map<string, number>(),
      change: NOTE,
    };
    const begin = (deps = holdfast.deps) => startBulkChange(deps, bob, request, id);
    const startBulkJob = () => Promise.reject(new DomainError('unavailable', 'no Temporal'));
    const [one] = await lieThere(holdfast, 1, () => ({ tags: [id] }));
    const away = { ...holdfast.deps, gateway: { ...holdfast.deps.gateway, startBulkJob } };
    await expect(begin(away)).rejects.toThrow('no Temporal');
    await lieThere(holdfast, 1, () => ({ tags: [id] }));
    expect(await begin()).toMatchObject({ id, total: 1 });
    expect((await holdfast.deps.bulkJobs.find(id))?.tickets).toMatchObject([{ id: one!.id }]);
  });

  it('report an unknown job', async () => {
    await expect(changeNextTickets(holdfast.deps, 'nope')).rejects.toMatchObject({ code: 'not_found' });
  });

  describe('have the current permissions of the person who started the job', () => {
    /** What ends their right to it, and the reason that is given. */
    const LOSSES: Record<string, [(asked: Asked) => Promise<unknown>, RegExp]> = {
      'are no staff any more': [
        ({ user }) => editPerson(holdfast.deps, system, user.id, { role: 'user' }),
        /role cannot perform/u,
      ],
      'have left': [
        ({ user }) => editPerson(holdfast.deps, system, user.id, { isActive: false }),
        /session .* has ended/u,
      ],
      'have signed out': [({ actor }) => signOut(holdfast.deps, actor, ADDRESS), /session .* has ended/u],
    };
    const KEY_LOSSES: typeof LOSSES = {
      'are no staff any more': [LOSSES['are no staff any more']![0], /cannot perform/u],
      'have left': [LOSSES['have left']![0], /API key .* was revoked/u],
      'have revoked it': [
        ({ actor, key }) => revokeApiKey(holdfast.deps, actor, key.id, ADDRESS),
        /API key .* was revoked/u,
      ],
      'see it expire': [
        ({ key }) => apiKeys().updateOne({ _id: key.id }, { $set: { expiresAt: new Date() } }),
        /has expired/u,
      ],
    };
    const apiKeys = () => holdfast.mongo.collection<{ _id: string }>('api_keys');

    /** Five turns; after the second commit the right is lost. */
    async function losing(requester: BulkJob['requester'], lose: () => Promise<unknown>) {
      const job = aBulkJob(requester, await lieThere(holdfast, 5), NOTE);
      await holdfast.deps.bulkJobs.addIfMissing(job);
      let commits = 0;
      const deps = committing(async (commit) => {
        await commit();
        commits += 1;
        if (commits === 2) await lose();
      });
      expect(await changeNextTickets(deps, job.id)).toMatchObject({ done: 5, changed: 2, failed: 3 });
      expect((await traces(job)).comments).toBe(2);
      const results = await holdfast.deps.bulkJobs.results(job.id);
      return results.flatMap(({ refusal }) => refusal ?? []);
    }

    it.each(Object.keys(LOSSES))('refused from the ticket on at which they %s', async (name) => {
      const [lose, reason] = LOSSES[name]!;
      const asked = await somebody();
      const refusals = await losing(asked.actor, () => lose(asked));
      expect(refusals).toEqual(Array(3).fill({ code: 'forbidden', detail: expect.stringMatching(reason) }));
    });

    it.each(Object.keys(KEY_LOSSES))('refused with a key from where they %s', async (name) => {
      const [lose, reason] = KEY_LOSSES[name]!;
      const asked = await somebody();
      const refusals = await losing(asked.program, () => lose(asked));
      expect(refusals).toEqual(Array(3).fill({ code: 'forbidden', detail: expect.stringMatching(reason) }));
    });

    it('continue with a key after signing out, and in a session after revoking a key', async () => {
      const [one, two] = [await somebody(), await somebody()];
      for (const [{ actor, program, key }, requester] of [
        [one, one.program],
        [two, two.actor],
      ] as const) {
        if (requester === program) await signOut(holdfast.deps, actor, ADDRESS);
        else await revokeApiKey(holdfast.deps, actor, key.id, ADDRESS);
        const job = aBulkJob(requester, await lieThere(holdfast, 1), NOTE);
        await holdfast.deps.bulkJobs.addIfMissing(job);
        expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 1 });
      }
    });

    it('have no more permissions than the key that started the job', async () => {
      const { program } = await somebody(['tickets:read']);
      const job = aBulkJob(program, await lieThere(holdfast, 1), NOTE);
      await holdfast.deps.bulkJobs.addIfMissing(job);
      expect(await changeNextTickets(holdfast.deps, job.id)).toMatchObject({ changed: 0, failed: 1 });
    });
  });
});
