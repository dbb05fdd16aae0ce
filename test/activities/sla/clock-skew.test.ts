import { addMinutes } from '../../../src/domain/time.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { autoAssignTicket } from '../../../src/app/tickets/assignment/auto-assign-ticket.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { submit, trail } from '../../support/tickets/tickets.js';

describe('a process whose clock is ahead', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  it('keeps the activity log in order, and changes no target', async () => {
    const { deps } = holdfast;
    const { id, number, sla } = await submit(await holdfast.client('alice'));
    const maya = (await deps.users.findByEmail('maya@holdfast.local'))!;
    const actor = { type: 'user', id: maya.id, name: maya.name, role: maya.role } as const;
    // Beyond both targets.
    const ahead = addMinutes(deps.clock.now(), 25 * 60);
    const aheadDeps = { ...deps, clock: { now: () => ahead } };
    await addComment(aheadDeps, actor, id, { body: 'On it.', isInternal: false }, randomUUID());

    // Moves the ticket to a team, by which its clock has to look for its targets anew.
    await autoAssignTicket(deps, id);
    await advanceTicket(deps, id);
    const instants = (await trail(await holdfast.client('maya'), number)).map(({ at }) => Date.parse(at));
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    const after = (await deps.tickets.find(id))!.sla;
    expect(after.firstResponse.dueAt.toISOString()).toBe(sla.first_response!.due_at);
    expect(after.resolution.dueAt.toISOString()).toBe(sla.resolution!.due_at);
    expect([after.firstResponse.breachedAt, after.resolution.breachedAt]).toEqual([ahead, ahead]);
  });
});
