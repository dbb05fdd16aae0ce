import { describe, expect, it } from '@jest/globals';
import type { paths } from '../../../src/client/api-types.js';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';
import { teamRef } from '../../support/api/teams.js';

const people = withPeople();

type Query = NonNullable<paths[typeof TICKETS]['get']['parameters']['query']>;

/** One page of tickets, as somebody. */
function list({ api }: typeof people.bob, query: Query = {}) {
  return api.GET(TICKETS, { params: { query } });
}

function read({ api }: typeof people.bob, ticket: string) {
  return api.GET(TICKET, about(ticket));
}

function edit({ api }: typeof people.bob, ticket: string, body: Schemas['TicketEdit']) {
  return api.PATCH(TICKET, { ...about(ticket), body });
}

describe('POST /tickets', () => {
  it('creates a ticket and returns its location', async () => {
    const { data, response } = await people.alice.api.POST(TICKETS, {
      body: {
        title: '  VPN drops ',
        description: 'Since this morning.',
        priority: 'high',
        tags: ['vpn', 'vpn', 'home'],
      },
    });
    const { number } = data!;
    expect(response.status).toBe(201);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(response.headers.get('location')).toBe(`${TICKETS}/${number}`);
    expect(data).toMatchObject({
      number: expect.stringMatching(/^TKT-\d{4}-\d{6,}$/u),
      title: 'VPN drops',
      status: 'open',
      priority: 'high',
      category: 'other',
      requester: { id: await people.idOf(people.alice), name: 'Alice' },
      assignee: null,
      tags: ['vpn', 'home'],
      source: 'api',
      triage: { state: 'pending' },
      sla: { policy: 'default@1', state: 'running', first_response: { met_at: null, breached: false } },
      workflow: { id: `ticket/${number}` },
      links: [],
      version: 1,
    });
    expect(data!.sla.first_response!.remaining_seconds).toBeGreaterThan(3590);
    expect(data!.sla.first_response!.used_share).toBeLessThan(0.01);
    expect((await people.alice.get(response.headers.get('location')!)).body.id).toBe(data!.id);
  });

  it('assigns it to a team and an assignee if staff request it, in one change', async () => {
    const bob = await people.idOf(people.bob);
    const body = { title: 'Walk-in', description: 'At the desk.', team: 'workplace', assignee_id: bob };
    const ticket = await people.ticket(body, people.maya);
    expect(ticket).toMatchObject({
      team: teamRef('workplace', 'Workplace'),
      assignee: { id: bob, name: 'Bob' },
      version: 1,
    });
    const { activities } = await dataOf(people.maya.api.GET(`${TICKET}/activities`, about(ticket.number)));
    expect(activities.map(({ action }) => action)).toEqual(['ticket.created', 'ticket.assigned']);
    const { body: work } = await people.bob.get('/api/v1/moderator/tickets');
    expect(work.tickets[0]).toMatchObject({ id: ticket.id });
    const mails = people.holdfast.mongo.collection('deliveries').find({ ticketId: ticket.id });
    expect((await mails.toArray()).map(({ kind }) => kind)).toContain('assigned');
    const left = await people.ticket({ ...body, team: null, assignee_id: null }, people.carol);
    expect(left).toMatchObject({ team: null, assignee: null });
    expect(await people.holdfast.deps.tickets.find(left.id)).toMatchObject({ autoAssign: false });
    for (const wrong of [{ team: null }, { team: 'workplace' }, { assignee_id: bob }]) {
      const refused = await people.alice.post(TICKETS, { title: 'Mine', description: 'First.', ...wrong });
      expectProblem(refused, 403, 'forbidden');
    }
    const lost = await people.maya.post(TICKETS, {
      ...body,
      category: 'garden',
      team: 'nowhere',
      tags: [''],
    });
    expectProblem(lost, 422, 'invalid_input');
    expect(faultPaths(lost)).toEqual(['category', 'tags.0', 'team']);
    const nobody = await people.maya.post(TICKETS, { ...body, assignee_id: await people.idOf(people.alice) });
    expectProblem(nobody, 422, 'invalid_input');
    expect(faultPaths(nobody)).toEqual(['assignee_id']);
  });

  it('shows the URL of its workflow to staff only', async () => {
    const { number } = await people.ticket();
    const view = await people.alice.post('/api/v1/views', { name: 'Mine' });
    const { uiUrl } = people.holdfast.config.temporal;
    const path = `${TICKETS}/${number}`;
    const asked = async (client: typeof people.bob) => [
      await client.get(path),
      await client.get(TICKETS),
      await client.get(`${path}/comments`),
      await client.get(`${path}/activities`),
      await client.patch(path, { title: 'VPN drops' }),
      await client.post(`${path}/comments`, { body: 'Still.' }),
      await client.get('/health'),
      await client.post(`${path}/follow-up`, { description: 'Again.' }),
    ];
    const told = [
      ...(await asked(people.alice)),
      await people.alice.get(`/api/v1/views/${view.body.id}/tickets`),
      await people.alice.post(TICKETS, { title: 'Another', description: 'One.' }),
      await people.alice.post(`${path}/cancel`, {}),
    ];
    for (const answer of told) expect(JSON.stringify(answer.body)).not.toContain(uiUrl);
    const { body } = await people.bob.get(path);
    expect(body.workflow.url).toBe(
      `${uiUrl}/namespaces/${people.holdfast.config.temporal.namespace}/workflows/${encodeURIComponent(body.workflow.id)}`,
    );
  });

  it('keeps HTML and unusual characters as text', async () => {
    const title = '<img src=x onerror="alert(1)"> & ${7*7} 💥';
    const description = 'line 1\n<script>alert(1)</script>\u0000 end';
    const ticket = await people.ticket({ title, description });
    const { data, response } = await read(people.bob, ticket.id);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(data).toMatchObject({ title, description });
  });

  it('accepts the longest text and no longer one', async () => {
    await people.ticket({ title: 'x'.repeat(200), description: 'é'.repeat(20_000) });
    const answer = await people.alice.post(TICKETS, {
      title: 'x'.repeat(201),
      description: 'é'.repeat(20_001),
    });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['description', 'title']);
  });

  it('refuses callers who are not signed in', async () => {
    const body = { title: 'VPN', description: 'x' };
    expectProblem(await people.nobody.api.POST(TICKETS, { body }), 401, 'unauthenticated');
  });
});

describe('GET /tickets/{ticket}', () => {
  it('finds it by id and by number', async () => {
    const ticket = await people.ticket();
    const byId = await read(people.alice, ticket.id);
    expect(byId.response.status).toBe(200);
    expect(byId.response.headers.get('etag')).toBe('"1"');
    expect(byId.data!.id).toBe(ticket.id);
    expect((await dataOf(read(people.alice, ticket.number))).id).toBe(ticket.id);
  });

  it("answers 404 for another person's ticket", async () => {
    const ticket = await people.ticket({}, people.bob);
    const hidden = await read(people.alice, ticket.id);
    expectProblem(hidden, 404, 'not_found');
    const unused = `${ticket.id.slice(0, -1)}x`;
    const missing = await read(people.alice, unused);
    expect(hidden.error!.detail.replace(ticket.id, '')).toBe(missing.error!.detail.replace(unused, ''));
  });

  it('shows the details of triage to staff only', async () => {
    const ticket = await people.ticket();
    const asStaff = await dataOf(read(people.carol, ticket.id));
    const asRequester = await dataOf(read(people.alice, ticket.id));
    expect(Object.keys(asRequester.triage).sort()).toEqual(['at', 'state', 'summary']);
    expect(asRequester).not.toHaveProperty('required_skills');
    expect(asStaff).toMatchObject({
      required_skills: [],
      triage: { provider: null, model: null, confidence: null, helpful_notes: null, suggested_team: null },
    });
  });

  it('accepts the number in lower case too', async () => {
    const { id, number } = await people.ticket();
    expect((await dataOf(read(people.alice, number.toLowerCase()))).id).toBe(id);
  });

  it.each(['nope', 'TKT-2026-1', '..%2f..', '%00', '%zz', '$where', '__proto__', 'x'.repeat(3000)])(
    'finds no ticket %p',
    async (reference) => {
      expectProblem(await people.bob.get(`${TICKETS}/${reference}`), 404, 'not_found');
    },
  );
});

describe('GET /tickets', () => {
  it('shows requesters their own tickets, and staff all tickets', async () => {
    const [hers, his] = [await people.ticket(), await people.ticket({}, people.bob)];
    const numbersOf = async (client = people.alice, query: Query = {}) =>
      (await dataOf(list(client, { page_size: 100, ...query }))).tickets.map(({ number }) => number);
    expect(await numbersOf()).toContain(hers.number);
    expect(await numbersOf()).not.toContain(his.number);
    expect(await numbersOf(people.maya)).toEqual(expect.arrayContaining([hers.number, his.number]));
    const asked = await numbersOf(people.alice, { requester: await people.idOf(people.bob) });
    expect(asked).not.toContain(his.number);
  });

  it('filters', async () => {
    const tag = 'filters';
    const urgent = await people.ticket({
      tags: [tag],
      priority: 'urgent',
      category: 'network',
      title: 'Switch is on fire',
    });
    const low = await people.ticket({ tags: [tag], priority: 'low', category: 'printer', type: 'bug' });
    const bob = await people.idOf(people.bob);
    await dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(low.id), body: { assignee_id: bob } }));
    const found = async (query: Query, client = people.maya) => {
      const { tickets } = await dataOf(list(client, { tag, sort: 'created_at', ...query }));
      return tickets.map(({ number }) => number);
    };
    const both = [urgent.number, low.number];
    expect(await found({})).toEqual(both);
    expect(await found({ priority: ['urgent', 'low'] })).toEqual(both);
    const byCommas = await people.maya.get(`${TICKETS}?tag=${tag}&priority=urgent,low`);
    expect(byCommas.body.total).toBe(2);
    expect(await found({ priority: ['urgent'] })).toEqual([urgent.number]);
    expect(await found({ category: ['printer'], type: ['bug'] })).toEqual([low.number]);
    expect(await found({ status: ['open'], sla_state: ['running'] })).toEqual(both);
    expect(await found({ status: ['closed', 'cancelled'] })).toEqual([]);
    expect(await found({ assignee: 'none' })).toEqual([urgent.number]);
    expect(await found({ assignee: 'me' }, people.bob)).toEqual([low.number]);
    expect(await found({ assignee: bob })).toEqual([low.number]);
    expect(await found({ requester: bob })).toEqual([]);
    expect(await found({ q: 'switch fire' })).toEqual([urgent.number]);
    expect(await found({ q: '[(.*\\' })).toEqual([]);
    expect(await found({ created_from: '2020-01-01' })).toEqual(both);
    expect(await found({ created_to: '2020-01-01T00:00:00+02:00' })).toEqual([]);
    expect(await found({ team: 'workplace' })).toEqual([]);
    const unknown = await list(people.maya, { team: 'nowhere' });
    expectProblem(unknown, 422, 'invalid_input');
    expect(faultPaths(unknown)).toEqual(['team']);
  });

  it('is read page by page, by cursor and by number', async () => {
    const numbers: string[] = [];
    for (let i = 0; i < 5; i += 1) numbers.push((await people.ticket({ tags: ['pages'] })).number);
    const page = (query: Query) => list(people.alice, { tag: 'pages', page_size: 2, ...query });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const body: Schemas['TicketList'] = await dataOf(
        page({ sort: 'created_at', ...(cursor === '' ? {} : { cursor }) }),
      );
      expect(body).toMatchObject({ page_size: 2, total: 5, total_capped: false });
      seen.push(...body.tickets.map(({ number }) => number));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(numbers);
    const third = await dataOf(page({ sort: 'created_at', page: 3 }));
    expect(third.tickets.map(({ number }) => number)).toEqual(numbers.slice(4));
    expect((await dataOf(page({ page: 4 }))).tickets).toEqual([]);
    const first = await dataOf(page({}));
    expect(first.tickets[0]!.number).toBe(numbers[4]);
    const ofAnotherOrder = await page({ sort: 'created_at', cursor: first.next_cursor! });
    expectProblem(ofAnotherOrder, 422, 'invalid_input');
  });

  it.each([
    ['status=broken', ['status.0']],
    ['status=open,broken&priority=9', ['priority.0', 'status.1']],
    ['page_size=0', ['page_size']],
    ['page_size=101', ['page_size']],
    ['page_size=ten&page=-1', ['page', 'page_size']],
    ['page=1000&page_size=100', ['page']],
    ['page=2&cursor=abc', ['page']],
    ['cursor=abc', ['cursor']],
    [`cursor=${Buffer.from('-created_at|{}|x').toString('base64url')}`, ['cursor']],
    [`cursor=${Buffer.from('-created_at|999999999999999999|x').toString('base64url')}`, ['cursor']],
    ['sort=title', ['sort']],
    ['created_from=yesterday', ['created_from']],
    ['created_from=2026-02-31', ['created_from']],
    ['status[$ne]=open', ['status[$ne]']],
    ['status[]=open', ['status[]']],
    ['assignee=me&assignee=none', ['assignee']],
    ['$where=1&__proto__=x', ['$where', '__proto__']],
    ['q=', ['q']],
  ])('refuses ?%s', async (query, paths) => {
    const answer = await people.maya.get(`${TICKETS}?${query}`);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });

  it('refuses callers who are not signed in', async () => {
    expectProblem(await list(people.nobody), 401, 'unauthenticated');
  });
});

describe('PATCH /tickets/{ticket}', () => {
  it('lets requesters edit their text, and staff the other fields', async () => {
    const ticket = await people.ticket();
    const { number } = ticket;
    const reworded = await edit(people.alice, number, { title: 'VPN drops every minute' });
    expect(reworded.response.status).toBe(200);
    expect(reworded.response.headers.get('etag')).toBe('"2"');
    expect(reworded.data).toMatchObject({ title: 'VPN drops every minute', version: 2 });
    expectProblem(await edit(people.alice, number, { priority: 'urgent' }), 403, 'forbidden');
    const change = { priority: 'urgent' as const, tags: ['vpn'], team: 'workplace' };
    const raised = await dataOf(edit(people.bob, number, change));
    expect(raised).toMatchObject({ ...change, team: teamRef('workplace', 'Workplace'), version: 3 });
    const unknown = await edit(people.bob, number, { team: 'nowhere' });
    expectProblem(unknown, 422, 'invalid_input');
    expect(faultPaths(unknown)).toEqual(['team']);
    expect(raised.sla.resolution!.remaining_seconds).toBeLessThan(ticket.sla.resolution!.remaining_seconds!);
    expect((await dataOf(edit(people.bob, number, { team: null }))).team).toBeNull();
  });

  it("answers 404 for another person's ticket and an unknown one", async () => {
    const ticket = await people.ticket({}, people.bob);
    expectProblem(await edit(people.alice, ticket.id, { title: 'Mine now' }), 404, 'not_found');
    expectProblem(await edit(people.bob, 'nope', { title: 'Mine now' }), 404, 'not_found');
    expectProblem(await edit(people.nobody, ticket.id, { title: 'Mine' }), 401, 'unauthenticated');
  });

  it.each([
    [{}, ['']],
    [{ status: 'closed' }, ['status']],
    [{ title: null, priority: 'none', tags: 'vpn' }, ['priority', 'tags', 'title']],
    [{ title: 'two\nlines' }, ['title']],
    [{ tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, ['tags']],
    [{ version: 9, number: 'TKT-2026-000001', requester: { id: 'x' } }, ['number', 'requester', 'version']],
  ])('refuses %j', async (body, paths) => {
    const ticket = await people.ticket();
    const answer = await people.bob.patch(`${TICKETS}/${ticket.id}`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
    expect((await dataOf(read(people.bob, ticket.id))).version).toBe(1);
  });
});
