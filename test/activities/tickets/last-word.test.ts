import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { lookAtTicket } from '../../../src/app/tickets/snapshot-ticket.js';
import { mergeTicket } from '../../../src/app/tickets/links/merge-ticket.js';
import { resolveTicket } from '../../../src/app/tickets/status/resolve-ticket.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
const MAYA: Actor = { type: 'user', id: 'maya', name: 'Maya', role: 'manager' };

/** Hours of a week in which nothing else falls due. */
const at = (hour: number) => new Date(Date.UTC(2031, 11, 8) + hour * 3_600_000);

describe('a resolved ticket', () => {
  let holdfast: Holdfast;
  let bobId: string;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    bobId = (await holdfast.deps.users.findByEmail('bob@holdfast.local'))!.id;
  });
  afterAll(() => holdfast.close());

  const depsAt = (hour: number) => ({ ...holdfast.deps, clock: { now: () => at(hour) } });
  const found = async (id: string) => (await holdfast.deps.tickets.find(id))!;
  const say = (actor: Actor, id: string, hour: number, isInternal = false) =>
    addComment(depsAt(hour), actor, id, { body: 'A word.', isInternal }, randomUUID());
  const statusAt = async (id: string, hour: number) => {
    await advanceTicket(depsAt(hour), id);
    return (await found(id)).status;
  };
  const nextLook = async (id: string, hour: number) =>
    (await lookAtTicket(depsAt(hour), await found(id))).nextLookAt;
  const mailsAbout = async (id: string) => {
    const mails = await holdfast.mongo
      .collection('deliveries')
      .find({ ticketId: id, kind: 'comment' })
      .toArray();
    return mails.map(({ recipient }) => recipient.name);
  };

  async function resolved(assigneeId: string | null = null): Promise<string> {
    const fields = { title: 'Help me', description: 'please' };
    const { id } = await createTicket(depsAt(0), ALICE, { source: 'api', input: fields, id: randomUUID() });
    if (assigneeId !== null) await assignTicket(depsAt(0), MAYA, id, assigneeId);
    await resolveTicket(depsAt(1), MAYA, id, { resolutionCode: 'fixed', comment: 'Done.' });
    return id;
  }

  it('closes automatically, also without an answer', async () => {
    const id = await resolved();
    expect(await nextLook(id, 2)).toBe(at(73).toISOString());
    expect(await statusAt(id, 72)).toBe('resolved');
    expect(await statusAt(id, 73)).toBe('closed');
  });

  it('is not closed while its requester wrote last, and is not checked repeatedly', async () => {
    const id = await resolved(bobId);
    await say(ALICE, id, 5);
    expect(await statusAt(id, 73)).toBe('resolved');
    expect(await statusAt(id, 1_000)).toBe('resolved');
    expect(await nextLook(id, 1_000)).toBeNull();
    await say(MAYA, id, 1_000, true);
    expect(await statusAt(id, 2_000)).toBe('resolved');
    expect(await mailsAbout(id)).toEqual(['Bob']);
  });

  it('closes the same time after an answer as after its resolution', async () => {
    const id = await resolved();
    await say(ALICE, id, 5);
    await say(MAYA, id, 100);
    expect(await nextLook(id, 101)).toBe(at(172).toISOString());
    expect(await statusAt(id, 171)).toBe('resolved');
    expect(await statusAt(id, 172)).toBe('closed');
  });

  it("notifies the managers of the requester's comment if it has no assignee", async () => {
    const id = await resolved();
    await say(ALICE, id, 5);
    expect(await mailsAbout(id)).toEqual(['Maya']);

    const left = await resolved(bobId);
    const users = holdfast.mongo.collection<{ _id: string }>('users');
    await users.updateOne({ _id: bobId }, { $set: { isActive: false } });
    try {
      await say(ALICE, left, 5);
      expect(await mailsAbout(left)).toEqual(['Maya']);
    } finally {
      await users.updateOne({ _id: bobId }, { $set: { isActive: true } });
    }
  });

  it('from an earlier version is not closed either if its requester wrote last', async () => {
    const [answered, asked] = [await resolved(), await resolved()];
    await say(ALICE, asked, 5);
    const tickets = holdfast.mongo.collection<{ _id: string }>('tickets');
    await tickets.updateMany({ _id: { $in: [answered, asked] } }, { $unset: { lastWord: '' } });
    expect(await statusAt(answered, 80)).toBe('closed');
    expect(await statusAt(asked, 80)).toBe('resolved');
    expect(await nextLook(asked, 80)).toBeNull();
    const { version } = await found(asked);
    await advanceTicket(depsAt(90), asked);
    expect((await found(asked)).version).toBe(version);
  });

  it('waits for an answer to comments of a merged ticket, not to comments that a split moves', async () => {
    const [holder, gone] = [await resolved(), await resolved()];
    await say(ALICE, gone, 5);
    await mergeTicket(depsAt(6), MAYA, gone, holder);
    expect(await statusAt(holder, 80)).toBe('resolved');

    const parent = await resolved();
    const { id: commentId } = await say(ALICE, parent, 5);
    const child = await splitTicket(
      depsAt(6),
      MAYA,
      parent,
      { commentIds: [commentId], title: 'Another thing' },
      randomUUID(),
    );
    expect(await statusAt(parent, 80)).toBe('closed');
    expect((await found(child.id)).lastWord).toEqual({ by: 'requester', at: at(5) });
  });
});
