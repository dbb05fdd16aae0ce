import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { takeBackComment } from '../../../src/app/tickets/comments/send-comment.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { deleteTicket } from '../../../src/app/tickets/delete-ticket.js';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import { readOutlook } from '../../../src/app/tickets/outlook/read-outlook.js';
import { readComments, readTrail } from '../../../src/app/tickets/read-ticket.js';
import { lookAtTicket } from '../../../src/app/tickets/snapshot-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import type { Actor } from '../../../src/domain/access/actor.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { aroundCommit } from '../../support/tickets/around-commit.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
const MAYA: Actor = { type: 'user', id: 'maya', name: 'Maya', role: 'manager' };
const ADMIN: Actor = { type: 'user', id: 'admin', name: 'Admin', role: 'admin' };
const at = (second: number) => new Date(Date.UTC(2031, 11, 8) + second * 1_000);

describe('a public comment that is sent later', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  const depsAt = (second: number) => ({ ...holdfast.deps, clock: { now: () => at(second) } });
  const page = { pageSize: 100 };
  const bodies = async (actor: Actor, id: string) =>
    (await readComments(holdfast.deps, actor, id, page)).items.map(({ body }) => body);
  const trailOf = async (actor: Actor, id: string) =>
    (await readTrail(holdfast.deps, actor, id, page)).items.map(({ type }) => type);
  const found = async (id: string) => (await holdfast.deps.tickets.find(id))!;
  const replies = (id: string) =>
    holdfast.mongo.collection('deliveries').countDocuments({ ticketId: id, kind: 'reply' });
  const open = async () => {
    const input = { title: 'Help me', description: 'please' };
    const { id } = await createTicket(depsAt(0), ALICE, { source: 'api', input, id: randomUUID() });
    return id;
  };
  const say = (id: string, second = 10, comment: string = randomUUID()) =>
    addComment(depsAt(1), MAYA, id, { body: 'Try again.', isInternal: false, sendAt: at(second) }, comment);

  it('is seen by staff at once, and by all others when it is sent, once, also after an outage of the worker', async () => {
    const id = await open();
    const comment = await say(id);
    expect(comment).toMatchObject({ isInternal: true, sendAt: at(10) });
    const staff = await bodies(MAYA, id);
    expect([staff, await bodies(ALICE, id), await trailOf(ALICE, id)]).toEqual([
      ['Try again.'],
      [],
      ['ticket.created'],
    ]);
    expect(await lookAtTicket(depsAt(2), await found(id))).toMatchObject({
      nextLookAt: at(10).toISOString(),
    });
    const [next] = (await readOutlook(depsAt(2), MAYA, id)).actions;
    expect(next).toMatchObject({ at: at(10), type: 'ticket.commented' });
    expect(next?.mails).toEqual([{ kind: 'reply', recipient: { id: 'alice', name: 'Alice' } }]);
    await advanceTicket(depsAt(9), id);
    expect([(await found(id)).sla.firstResponse.metAt, await replies(id)]).toEqual([null, 0]);
    await Promise.all([advanceTicket(depsAt(900), id), advanceTicket(depsAt(901), id)]);
    await advanceTicket(depsAt(902), id);
    const [sent] = (await readComments(holdfast.deps, ALICE, id, page)).items;
    expect([sent?.body, sent?.sendAt, await replies(id)]).toEqual(['Try again.', undefined, 1]);
    expect(await trailOf(ALICE, id)).toEqual(['ticket.created', 'ticket.commented']);
    const { sla, scheduled, lastWord } = await found(id);
    expect([sla.firstResponse.metAt, lastWord]).toEqual([
      sent?.createdAt,
      { by: 'staff', at: sent?.createdAt },
    ]);
    expect(scheduled).toBeUndefined();
  });

  it('is taken back without a public trace before it is sent, and not afterwards', async () => {
    const id = await open();
    const comment = await say(id);
    const reference = { ticket: id, comment: comment.id };
    await expect(takeBackComment(depsAt(2), ALICE, reference)).rejects.toMatchObject({ code: 'not_found' });
    expect(await takeBackComment(depsAt(2), MAYA, reference)).toMatchObject({ body: 'Try again.' });
    await expect(takeBackComment(depsAt(2), MAYA, reference)).rejects.toThrow('already taken back');
    await advanceTicket(depsAt(60), id);
    expect([await bodies(ALICE, id), await trailOf(ALICE, id), await replies(id)]).toEqual([
      [],
      ['ticket.created'],
      0,
    ]);
    const sent = await say(id, 70);
    await advanceTicket(depsAt(71), id);
    const late = takeBackComment(depsAt(72), MAYA, { ticket: id, comment: sent.id });
    await expect(late).rejects.toMatchObject({
      code: 'illegal_transition',
      message: 'The comment was already sent. This cannot be undone.',
    });
  });

  it('is either sent or taken back when both happen at once', async () => {
    const id = await open();
    const comment = await say(id);
    let isFirst = true;
    const tickets = aroundCommit(holdfast.deps.tickets, async (commit) => {
      // The release comes between the decision to take it back and its commit.
      if (isFirst) {
        isFirst = false;
        await advanceTicket(depsAt(10), id);
      }
      await commit();
    });
    const back = takeBackComment({ ...depsAt(9), tickets }, MAYA, { ticket: id, comment: comment.id });
    await expect(back).rejects.toThrow('cannot be undone');
    expect([await bodies(ALICE, id), await replies(id)]).toEqual([['Try again.'], 1]);
  });

  it('is not half sent when the worker is killed before the commit', async () => {
    const id = await open();
    await say(id);
    const dying = aroundCommit(holdfast.deps.tickets, () => Promise.reject(new Error('killed')));
    await expect(advanceTicket({ ...depsAt(10), tickets: dying }, id)).rejects.toThrow('killed');
    expect([await bodies(ALICE, id), await replies(id)]).toEqual([[], 0]);
    await advanceTicket(depsAt(11), id);
    expect([await bodies(ALICE, id), await replies(id)]).toEqual([['Try again.'], 1]);
  });

  it('still leaves a ticket that is closed before, and dies with one that is deleted', async () => {
    const id = await open();
    await say(id);
    for (const status of ['in_progress', 'resolved', 'closed'] as const) {
      await changeStatus(depsAt(2), MAYA, id, status, { resolutionCode: 'fixed' });
    }
    const waiting = await lookAtTicket(depsAt(3), await found(id));
    expect(waiting).toMatchObject({ isOver: false, nextLookAt: at(10).toISOString() });
    await advanceTicket(depsAt(10), id);
    expect([await bodies(ALICE, id), await replies(id)]).toEqual([['Try again.'], 1]);
    expect((await lookAtTicket(depsAt(11), await found(id))).isOver).toBe(true);
    const gone = await open();
    await say(gone);
    await deleteTicket(depsAt(2), ADMIN, gone, { reason: 'A test.' });
    await expect(advanceTicket(depsAt(10), gone)).rejects.toMatchObject({ code: 'not_found' });
    expect(await replies(gone)).toBe(0);
  });

  it('is for staff, within bounds, and stays on its ticket', async () => {
    const id = await open();
    const input = { body: 'Hm.', isInternal: false };
    const asAlice = addComment(depsAt(1), ALICE, id, { ...input, sendAt: at(10) }, randomUUID());
    await expect(asAlice).rejects.toMatchObject({ code: 'forbidden' });
    await expect(say(id, 93 * 86_400)).rejects.toMatchObject({ code: 'invalid_input' });
    const comment = randomUUID();
    expect((await say(id, 10, comment)).id).toBe((await say(id, 10, comment)).id);
    const split = splitTicket(depsAt(2), MAYA, id, { commentIds: [comment], title: 'Another' }, randomUUID());
    await expect(split).rejects.toMatchObject({ code: 'invalid_input' });
    for (let count = 1; count < 10; count += 1) await say(id, 10 + count);
    await expect(say(id)).rejects.toMatchObject({ code: 'illegal_transition' });
    await advanceTicket(depsAt(100), id);
    expect([(await bodies(ALICE, id)).length, await replies(id)]).toEqual([10, 10]);
  });
});
