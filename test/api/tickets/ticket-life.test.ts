import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { CheckedClient } from '../../support/api/contract.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';
import { addTeam, teamRef } from '../../support/api/teams.js';

const people = withPeople();

/** Changes the status, as somebody. */
function move({ api }: typeof people.bob, ticket: string, body: Schemas['StatusChange']) {
  return api.PATCH(`${TICKET}/status`, { ...about(ticket), body });
}

function edit({ api }: typeof people.bob, ticket: string, body: Schemas['TicketEdit']) {
  return api.PATCH(TICKET, { ...about(ticket), body });
}

function assign({ api }: typeof people.bob, ticket: string, assigneeId: string | null) {
  return api.PATCH(`${TICKET}/assign`, { ...about(ticket), body: { assignee_id: assigneeId } });
}

describe('the version that staff change', () => {
  const unversioned = async () => {
    const nobody = await people.holdfast.client();
    return new CheckedClient(await nobody.signIn('bob@holdfast.local', 'holdfast-demo'), people.contract);
  };

  it('is required for status, assignment and fields; If-Match: * accepts any', async () => {
    const bob = await unversioned();
    const { number } = await people.ticket();
    for (const attempt of [
      move(bob, number, { status: 'in_progress' }),
      edit(bob, number, { priority: 'high' }),
      assign(bob, number, null),
    ]) {
      expectProblem(await attempt, 428, 'version_required');
    }
    expect((await dataOf(bob.api.GET(TICKET, about(number)))).version).toBe(1);
    expect((await dataOf(move(bob.at(1), number, { status: 'in_progress' }))).version).toBe(2);
    expectProblem(await edit(bob.at(1), number, { priority: 'high' }), 412, 'version_conflict');
    const any = bob.with({ 'if-match': '*' });
    expect((await dataOf(edit(any, number, { priority: 'high' }))).version).toBe(3);
  });

  it('can be omitted by requesters, and for single steps', async () => {
    const { number } = await people.ticket();
    expect((await edit(people.alice, number, { title: 'A better title' })).response.status).toBe(200);
    const accepted = await (await unversioned()).api.POST(`${TICKET}/accept`, about(number));
    expect(accepted.response.status).toBe(200);
  });
});

describe('PATCH /tickets/{ticket}/status', () => {
  it('moves a ticket through its life', async () => {
    const { number } = await people.ticket();
    const started = await dataOf(move(people.bob, number, { status: 'in_progress' }));
    expect(started).toMatchObject({ status: 'in_progress', version: 2 });
    const waiting = await dataOf(move(people.bob, number, { status: 'waiting_on_user' }));
    expect(waiting.sla.state).toBe('paused');
    const resolved = move(people.bob, number, { status: 'resolved', resolution_code: 'fixed' });
    expect(await dataOf(resolved)).toMatchObject({
      status: 'resolved',
      resolution_code: 'fixed',
      resolved_at: expect.any(String),
      sla: { state: 'stopped', resolution: { met_at: expect.any(String), remaining_seconds: null } },
    });
    const reopened = move(people.alice, number, { status: 'in_progress' });
    expect(await dataOf(reopened)).toMatchObject({ resolved_at: null });
    await dataOf(move(people.bob, number, { status: 'resolved' }));
    const closed = move(people.alice, number, { status: 'closed', resolution_code: 'confirmed' });
    expect(await dataOf(closed)).toMatchObject({
      status: 'closed',
      closed_at: expect.any(String),
      version: 7,
    });
    expectProblem(await move(people.bob, number, { status: 'in_progress' }), 409, 'illegal_transition');
    expectProblem(await edit(people.bob, number, { priority: 'low' }), 409, 'illegal_transition');
  });

  it('refuses transitions that are not allowed, and changes nothing', async () => {
    const { number } = await people.ticket();
    for (const status of ['resolved', 'closed', 'open'] as const) {
      const answer = await move(people.bob, number, { status, resolution_code: 'x' });
      expectProblem(answer, 409, 'illegal_transition');
      expect(answer.error!.detail).toContain('in_progress, waiting_on_user, on_hold, cancelled');
    }
    const now = await dataOf(people.bob.api.GET(TICKET, about(number)));
    expect(now).toMatchObject({ status: 'open', version: 1 });
  });

  it('lets staff work on a ticket, and lets the requester cancel it too', async () => {
    const { number } = await people.ticket();
    expectProblem(await move(people.alice, number, { status: 'in_progress' }), 403, 'forbidden');
    expect((await move(people.alice, number, { status: 'cancelled' })).response.status).toBe(200);
    const hidden = await people.ticket({}, people.bob);
    expectProblem(await move(people.alice, hidden.number, { status: 'cancelled' }), 404, 'not_found');
    expectProblem(await move(people.nobody, number, { status: 'open' }), 401, 'unauthenticated');
  });

  it.each([
    [{}, ['status']],
    [{ status: 'done' }, ['status']],
    [{ status: { $ne: 'open' } }, ['status']],
    [{ status: 'closed', resolution_code: '' }, ['resolution_code']],
    [{ status: 'resolved', force: true }, ['force']],
  ])('refuses %j', async (body, paths) => {
    const { number } = await people.ticket();
    const answer = await people.bob.patch(`${TICKETS}/${number}/status`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});

describe('POST /tickets/{ticket}/close', () => {
  it('closes a resolved ticket with a code', async () => {
    const { number } = await people.ticket();
    const close = ({ api }: typeof people.bob) =>
      api.POST(`${TICKET}/close`, { ...about(number), body: { resolution_code: 'fixed' } });
    expectProblem(await close(people.alice), 403, 'forbidden');
    expectProblem(await close(people.bob), 409, 'illegal_transition');
    await dataOf(move(people.bob, number, { status: 'in_progress' }));
    await dataOf(move(people.bob, number, { status: 'resolved' }));
    const without = await people.alice.post(`${TICKETS}/${number}/close`, {});
    expectProblem(without, 422, 'invalid_input');
    expect(faultPaths(without)).toEqual(['resolution_code']);
    const closed = await close(people.alice);
    expect(closed.response.status).toBe(200);
    expect(closed.data).toMatchObject({ status: 'closed', resolution_code: 'fixed' });
    expectProblem(await people.nobody.post(`${TICKETS}/${number}/close`, {}), 401, 'unauthenticated');
  });
});

/** A ticket that stands at this status. */
async function ticketAt(status: Schemas['Ticket']['status']): Promise<string> {
  const { number } = await people.ticket();
  const way: Record<typeof status, Schemas['StatusChange'][]> = {
    open: [],
    in_progress: [{ status: 'in_progress' }],
    waiting_on_user: [{ status: 'waiting_on_user' }],
    on_hold: [{ status: 'on_hold', hold_reason: 'third_party' }],
    resolved: [{ status: 'in_progress' }, { status: 'resolved' }],
    closed: [
      { status: 'in_progress' },
      { status: 'resolved' },
      { status: 'closed', resolution_code: 'fixed' },
    ],
    cancelled: [{ status: 'cancelled' }],
  };
  for (const step of way[status]) await dataOf(move(people.bob, number, step));
  return number;
}

async function activities(ticket: string, client = people.bob) {
  const trail = await dataOf(client.api.GET(`${TICKET}/activities`, about(ticket)));
  return trail.activities.map(({ action, details }) => ({ action, details }));
}

describe('POST /tickets/{ticket}/resolve, /close, /reopen, /cancel', () => {
  const BODY = { resolve: {}, close: { resolution_code: 'fixed' }, reopen: {}, cancel: {} } as const;
  type Name = keyof typeof BODY;
  const post = (client: typeof people.bob, number: string, name: Name) =>
    client.post(`${TICKETS}/${number}/${name}`, BODY[name]);

  // DESIGN §2 once more, by endpoint: whatever is not here is refused.
  const ALLOWED: Readonly<Record<Name, Partial<Record<Schemas['Ticket']['status'], string>>>> = {
    resolve: { open: 'resolved', in_progress: 'resolved', waiting_on_user: 'resolved', on_hold: 'resolved' },
    close: { resolved: 'closed' },
    reopen: { resolved: 'in_progress' },
    cancel: {
      open: 'cancelled',
      in_progress: 'cancelled',
      waiting_on_user: 'cancelled',
      on_hold: 'cancelled',
    },
  };

  it.each(['open', 'in_progress', 'waiting_on_user', 'on_hold', 'resolved', 'closed', 'cancelled'] as const)(
    'from %s only what the table allows',
    async (status) => {
      for (const name of ['resolve', 'close', 'reopen', 'cancel'] as const) {
        const number = await ticketAt(status);
        const before = await dataOf(people.bob.api.GET(TICKET, about(number)));
        const answer = await post(people.bob, number, name);
        const allowed = ALLOWED[name][status];
        if (allowed === undefined) {
          expectProblem(answer, 409, 'illegal_transition');
          expect((await dataOf(people.bob.api.GET(TICKET, about(number)))).version).toBe(before.version);
        } else {
          expect(answer).toMatchObject({ status: 200, body: { status: allowed } });
          expect(answer.headers.get('etag')).toBe(`"${before.version + 1}"`);
        }
      }
    },
  );

  it('resolves an open ticket in one change, with start, answer and resolution in the activity log', async () => {
    const { number } = await people.ticket();
    const body = { resolution_code: 'fixed', comment: 'The gateway is up again.' };
    const resolved = await dataOf(people.bob.api.POST(`${TICKET}/resolve`, { ...about(number), body }));
    expect(resolved).toMatchObject({ status: 'resolved', resolution_code: 'fixed', version: 2 });
    expect(resolved.sla.first_response!.met_at).not.toBeNull();
    expect((await activities(number, people.alice)).slice(1)).toEqual([
      { action: 'ticket.status_changed', details: { status: { from: 'open', to: 'in_progress' } } },
      { action: 'ticket.commented', details: expect.objectContaining({ is_internal: false }) },
      {
        action: 'ticket.status_changed',
        details: {
          status: { from: 'in_progress', to: 'resolved' },
          resolution_code: { from: null, to: 'fixed' },
        },
      },
    ]);
    const { comments } = await dataOf(people.alice.api.GET(`${TICKET}/comments`, about(number)));
    expect(comments).toMatchObject([{ body: body.comment, author: { name: 'Bob' } }]);
  });

  it('returns a reopened ticket to its assignee, unless they are on leave and do not reopen it themselves', async () => {
    const away = (availability: object | null) =>
      people.bob.with({ 'if-match': '*' }).put('/api/v1/users/me', { name: 'Bob', availability });
    const reopened = async (client: typeof people.alice) => {
      const number = await ticketAt('resolved');
      const { body } = await people.maya.patch(`${TICKETS}/${number}/assign`, {
        assignee_id: await people.idOf(people.bob),
      });
      expect(body.assignee.name).toBe('Bob');
      return (await client.post(`${TICKETS}/${number}/reopen`, {})).body;
    };
    expect((await reopened(people.alice)).assignee).toMatchObject({ name: 'Bob' });
    expect((await away({})).status).toBe(200);
    const left = await reopened(people.alice);
    expect(left).toMatchObject({ status: 'in_progress', assignee: null });
    expect(await people.holdfast.deps.tickets.find(left.id)).toMatchObject({ autoAssign: true });
    expect((await reopened(people.bob)).assignee).toMatchObject({ name: 'Bob' });
    await away(null);
  });

  it('keeps the optional reason in the activity log', async () => {
    const number = await ticketAt('resolved');
    const { api } = people.alice;
    await dataOf(api.POST(`${TICKET}/reopen`, { ...about(number), body: { reason: 'It drops again.' } }));
    await dataOf(api.POST(`${TICKET}/cancel`, { ...about(number), body: { reason: 'Found it.' } }));
    expect((await activities(number)).slice(-2)).toEqual([
      {
        action: 'ticket.status_changed',
        details: { status: { from: 'resolved', to: 'in_progress' }, reason: 'It drops again.' },
      },
      {
        action: 'ticket.status_changed',
        details: { status: { from: 'in_progress', to: 'cancelled' }, reason: 'Found it.' },
      },
    ]);
    const bare = await people.alice.post(`${TICKETS}/${await ticketAt('open')}/cancel`);
    expect(bare).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });

  it('lets staff work on a ticket, and requesters confirm their own', async () => {
    const { number } = await people.ticket();
    expectProblem(await post(people.alice, number, 'resolve'), 403, 'forbidden');
    const hidden = await people.ticket({}, people.bob);
    for (const name of ['resolve', 'close', 'reopen', 'cancel'] as const) {
      expectProblem(await post(people.alice, hidden.number, name), 404, 'not_found');
      expectProblem(await post(people.nobody, number, name), 401, 'unauthenticated');
      expectProblem(await post(people.bob.at(9), number, name), 412, 'version_conflict');
    }
  });

  it.each([
    ['resolve', { comment: '  ', resolution_code: 'a\nb' }, ['comment', 'resolution_code']],
    ['reopen', { reason: 'x'.repeat(501) }, ['reason']],
    ['cancel', { reason: { $ne: null }, force: true }, ['force', 'reason']],
  ])('%s refuses %j', async (name, body, paths) => {
    const answer = await people.bob.post(`${TICKETS}/${await ticketAt('open')}/${name}`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });

  it('lets one of two parallel requests succeed', async () => {
    const { number } = await people.ticket();
    const answers = await Promise.all([
      post(people.bob, number, 'resolve'),
      post(people.alice, number, 'cancel'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('PATCH and PUT /tickets/{ticket}/assign', () => {
  it.each(['PATCH', 'PUT'] as const)(
    '%s gives the ticket to a moderator, and takes it back',
    async (method) => {
      const { number } = await people.ticket();
      const [bob, carol] = [await people.idOf(people.bob), await people.idOf(people.carol)];
      const { api } = people.maya;
      const give = (id: string | null) => {
        const request = { ...about(number), body: { assignee_id: id } };
        return dataOf(
          method === 'PUT' ? api.PUT(`${TICKET}/assign`, request) : api.PATCH(`${TICKET}/assign`, request),
        );
      };
      expect((await give(bob)).assignee).toEqual({ id: bob, name: 'Bob' });
      expect((await give(bob)).version).toBe(2);
      expect((await give(carol)).assignee).toEqual({ id: carol, name: 'Carol' });
      expect(await give(null)).toMatchObject({ assignee: null, version: 4 });
    },
  );

  it('is for staff, and assigns to moderators only', async () => {
    const { number } = await people.ticket();
    const bob = await people.idOf(people.bob);
    expectProblem(await assign(people.alice, number, bob), 403, 'forbidden');
    expectProblem(await assign(people.nobody, number, bob), 401, 'unauthenticated');
    expectProblem(await assign(people.maya, 'nope', bob), 404, 'not_found');
    for (const id of ['nobody', await people.idOf(people.alice), await people.idOf(people.maya)]) {
      const answer = await assign(people.maya, number, id);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['assignee_id']);
    }
    for (const body of [{}, { assignee_id: { $ne: null } }, { assignee_id: '' }, { assignee_id: ['a'] }]) {
      const answer = await people.maya.put(`${TICKETS}/${number}/assign`, body);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['assignee_id']);
    }
    await dataOf(move(people.alice, number, { status: 'cancelled' }));
    expectProblem(await assign(people.maya, number, bob), 409, 'illegal_transition');
  });
});

describe('POST /tickets/{ticket}/accept', () => {
  it('is for the assignee, once', async () => {
    const { number } = await people.ticket();
    const accept = ({ api }: typeof people.bob, ticket = number) =>
      api.POST(`${TICKET}/accept`, about(ticket));
    expectProblem(await accept(people.alice), 403, 'forbidden');
    expectProblem(await accept(people.maya), 403, 'forbidden');
    expectProblem(await accept(people.nobody), 401, 'unauthenticated');
    expectProblem(await accept(people.bob, 'nope'), 404, 'not_found');
    await dataOf(assign(people.maya, number, await people.idOf(people.bob)));
    expectProblem(await accept(people.carol), 409, 'assignment_conflict');
    const accepted = await accept(people.bob);
    expect(accepted.response.status).toBe(200);
    expect(accepted.data).toMatchObject({ status: 'in_progress', assignee: { name: 'Bob' } });
    expectProblem(await accept(people.bob), 409, 'illegal_transition');
  });
});

describe('two people on one ticket', () => {
  it('lets the caller with the current version change it, and refuses the other', async () => {
    const { number } = await people.ticket();
    const params = { ...about(number).params, header: { 'If-Match': '"1"' } };
    const answers = await Promise.all([
      people.bob.api.PATCH(TICKET, { params, body: { priority: 'urgent' } }),
      people.carol.api.PATCH(TICKET, { params, body: { priority: 'low' } }),
    ]);
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ response }) => response.status === 200)!;
    expectProblem(
      answers.find(({ response }) => response.status === 412)!,
      412,
      'version_conflict',
    );
    const now = await people.maya.api.GET(TICKET, about(number));
    expect(now.data).toMatchObject({ priority: winner.data!.priority, version: 2 });
    expect(now.response.headers.get('etag')).toBe('"2"');
  });

  it('checks the version in every request that names one', async () => {
    const { number } = await people.ticket();
    const stale = people.bob.at(9);
    const ticket = about(number);
    const conflicts = [
      edit(stale, number, { priority: 'low' }),
      move(stale, number, { status: 'in_progress' }),
      assign(stale, number, null),
      stale.api.PUT(`${TICKET}/assign`, { ...ticket, body: { assignee_id: null } }),
      stale.api.POST(`${TICKET}/accept`, ticket),
      stale.api.POST(`${TICKET}/close`, { ...ticket, body: { resolution_code: 'x' } }),
    ];
    for (const conflict of conflicts) expectProblem(await conflict, 412, 'version_conflict');
    expect((await dataOf(people.bob.api.GET(TICKET, ticket))).version).toBe(1);
    const any = people.bob.with({ 'if-match': '*' });
    expect((await any.api.POST(`${TICKET}/accept`, ticket)).response.status).toBe(200);
    const weak = people.bob.with({ 'if-match': 'W/"2"' });
    expect((await edit(weak, number, { priority: 'low' })).response.status).toBe(200);
  });

  it.each(['', '7', '"x"', '"1", "2"', '""', '"-1"'])('cannot read If-Match: %s', async (tag) => {
    const { number } = await people.ticket();
    const answer = await people.bob
      .with({ 'if-match': tag })
      .patch(`${TICKETS}/${number}`, { priority: 'low' });
    expectProblem(answer, 400, 'malformed_request');
  });

  it("does not reveal by the version that another person's ticket exists", async () => {
    const { number } = await people.ticket({}, people.bob);
    expectProblem(await edit(people.alice.at(9), number, { title: 'Mine now' }), 404, 'not_found');
  });

  it('loses no change by callers without a version', async () => {
    const { number } = await people.ticket();
    await addTeam(people, 'network');
    const changes: Schemas['TicketEdit'][] = [
      { priority: 'high' },
      { category: 'network' },
      { type: 'bug' },
      { team: 'network' },
    ];
    const answers = await Promise.all(changes.map((change) => edit(people.maya, number, change)));
    expect(answers.map(({ response }) => response.status)).toEqual([200, 200, 200, 200]);
    const now = await dataOf(people.maya.api.GET(TICKET, about(number)));
    expect(now).toMatchObject({
      ...Object.assign({}, ...changes, { team: teamRef('network') }),
      version: 5,
    });
  });
});
