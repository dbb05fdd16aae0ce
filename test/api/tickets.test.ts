import { describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, TICKETS, withPeople } from './people.js';

const people = withPeople();

describe('POST /tickets', () => {
  it('accepts a ticket and says where it is', async () => {
    const { status, headers, body } = await people.alice.post(TICKETS, {
      title: '  VPN drops ',
      description: 'Since this morning.',
      priority: 'high',
      tags: ['vpn', 'vpn', 'home'],
    });
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    expect(headers.get('location')).toBe(`${TICKETS}/${body.number}`);
    expect(body).toMatchObject({
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
      workflow: {
        id: `ticket/${body.number}`,
        url: expect.stringContaining(encodeURIComponent(body.number)),
      },
      links: [],
      version: 1,
    });
    expect(body.sla.first_response.remaining_seconds).toBeGreaterThan(3590);
    expect((await people.alice.get(headers.get('location')!)).body.id).toBe(body.id);
  });

  it('keeps HTML and odd characters as the text that they are', async () => {
    const title = '<img src=x onerror="alert(1)"> & ${7*7} 💥';
    const description = 'line 1\n<script>alert(1)</script>\u0000 end';
    const ticket = await people.ticket({ title, description });
    const read = await people.bob.get(`${TICKETS}/${ticket.id}`);
    expect(read.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(read.body).toMatchObject({ title, description });
  });

  it('takes the longest text and no longer', async () => {
    await people.ticket({ title: 'x'.repeat(200), description: 'é'.repeat(20_000) });
    const answer = await people.alice.post(TICKETS, {
      title: 'x'.repeat(201),
      description: 'é'.repeat(20_001),
    });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['description', 'title']);
  });

  it('refuses those who are not signed in', async () => {
    expectProblem(
      await people.nobody.post(TICKETS, { title: 'VPN', description: 'x' }),
      401,
      'unauthenticated',
    );
  });
});

describe('GET /tickets/{ticket}', () => {
  it('finds it by id and by number', async () => {
    const ticket = await people.ticket();
    const byId = await people.alice.get(`${TICKETS}/${ticket.id}`);
    const byNumber = await people.alice.get(`${TICKETS}/${ticket.number}`);
    expect(byId.status).toBe(200);
    expect(byId.headers.get('etag')).toBe('"1"');
    expect(byNumber.body.id).toBe(byId.body.id);
  });

  it("hides another's ticket as if it were not there", async () => {
    const ticket = await people.ticket({}, people.bob);
    const hidden = await people.alice.get(`${TICKETS}/${ticket.id}`);
    expectProblem(hidden, 404, 'not_found');
    const missing = await people.alice.get(`${TICKETS}/${ticket.id.slice(0, -1)}x`);
    expect(hidden.body.detail.replace(ticket.id, '')).toBe(
      missing.body.detail.replace(`${ticket.id.slice(0, -1)}x`, ''),
    );
  });

  it('shows the insides of triage to staff only', async () => {
    const ticket = await people.ticket();
    const asStaff = (await people.carol.get(`${TICKETS}/${ticket.id}`)).body;
    const asRequester = (await people.alice.get(`${TICKETS}/${ticket.id}`)).body;
    expect(Object.keys(asRequester.triage).sort()).toEqual(['at', 'state', 'summary']);
    expect(asRequester).not.toHaveProperty('required_skills');
    expect(asStaff).toMatchObject({
      required_skills: [],
      triage: { provider: null, model: null, confidence: null, helpful_notes: null, suggested_team: null },
    });
  });

  it.each(['nope', 'TKT-2026-1', '..%2f..', '%00', '%zz', '$where', '__proto__', 'x'.repeat(3000)])(
    'knows no ticket %p',
    async (reference) => {
      expectProblem(await people.bob.get(`${TICKETS}/${reference}`), 404, 'not_found');
    },
  );
});

describe('GET /tickets', () => {
  it('shows requesters their own and staff everybody’s', async () => {
    const [hers, his] = [await people.ticket(), await people.ticket({}, people.bob)];
    const numbersOf = async (client = people.alice) =>
      (await client.get(`${TICKETS}?page_size=100`)).body.tickets.map((ticket: any) => ticket.number);
    expect(await numbersOf()).toContain(hers.number);
    expect(await numbersOf()).not.toContain(his.number);
    expect(await numbersOf(people.maya)).toEqual(expect.arrayContaining([hers.number, his.number]));
    const asked = await people.alice.get(`${TICKETS}?requester=${await people.idOf(people.bob)}`);
    expect(asked.body.tickets.map((ticket: any) => ticket.number)).not.toContain(his.number);
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
    await people.maya.patch(`${TICKETS}/${low.id}/assign`, { assignee_id: bob });
    const found = async (query: string, client = people.maya) => {
      const { status, body } = await client.get(`${TICKETS}?tag=${tag}&sort=created_at&${query}`);
      expect(status).toBe(200);
      return body.tickets.map((ticket: any) => ticket.number);
    };
    const both = [urgent.number, low.number];
    expect(await found('')).toEqual(both);
    expect(await found('priority=urgent,low')).toEqual(both);
    expect(await found('priority=urgent&priority=low')).toEqual(both);
    expect(await found('priority=urgent')).toEqual([urgent.number]);
    expect(await found('category=printer&type=bug')).toEqual([low.number]);
    expect(await found('status=open&sla_state=running')).toEqual(both);
    expect(await found('status=closed,cancelled')).toEqual([]);
    expect(await found('assignee=none')).toEqual([urgent.number]);
    expect(await found('assignee=me', people.bob)).toEqual([low.number]);
    expect(await found(`assignee=${bob}`)).toEqual([low.number]);
    expect(await found(`requester=${bob}`)).toEqual([]);
    expect(await found('q=switch%20fire')).toEqual([urgent.number]);
    expect(await found('q=%5B(.*%5C')).toEqual([]);
    expect(await found('created_from=2020-01-01')).toEqual(both);
    expect(await found(`created_to=${encodeURIComponent('2020-01-01T00:00:00+02:00')}`)).toEqual([]);
    expect(await found('team=nobody')).toEqual([]);
  });

  it('goes on from page to page, by cursor and by number', async () => {
    const numbers: string[] = [];
    for (let i = 0; i < 5; i += 1) numbers.push((await people.ticket({ tags: ['pages'] })).number);
    const page = (query: string) => people.alice.get(`${TICKETS}?tag=pages&page_size=2&${query}`);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await page(`sort=created_at${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(body).toMatchObject({ page_size: 2, total: 5, total_capped: false });
      seen.push(...body.tickets.map((ticket: any) => ticket.number));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(numbers);
    const third = await page('sort=created_at&page=3');
    expect(third.body.tickets.map((ticket: any) => ticket.number)).toEqual(numbers.slice(4));
    expect((await page('page=4')).body.tickets).toEqual([]);
    const first = await page('');
    expect(first.body.tickets[0].number).toBe(numbers[4]);
    expectProblem(await page(`sort=created_at&cursor=${first.body.next_cursor}`), 422, 'invalid_input');
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

  it('refuses those who are not signed in', async () => {
    expectProblem(await people.nobody.get(TICKETS), 401, 'unauthenticated');
  });
});

describe('PATCH /tickets/{ticket}', () => {
  it('lets requesters correct their text and staff the rest', async () => {
    const ticket = await people.ticket();
    const path = `${TICKETS}/${ticket.number}`;
    const reworded = await people.alice.patch(path, { title: 'VPN drops every minute' });
    expect(reworded.status).toBe(200);
    expect(reworded.headers.get('etag')).toBe('"2"');
    expect(reworded.body).toMatchObject({ title: 'VPN drops every minute', version: 2 });
    expectProblem(await people.alice.patch(path, { priority: 'urgent' }), 403, 'forbidden');
    const raised = await people.bob.patch(path, { priority: 'urgent', tags: ['vpn'], team: 'network' });
    expect(raised.body).toMatchObject({ priority: 'urgent', tags: ['vpn'], team: 'network', version: 3 });
    expect(raised.body.sla.resolution.remaining_seconds).toBeLessThan(
      ticket.sla.resolution.remaining_seconds,
    );
    expect((await people.bob.patch(path, { team: null })).body.team).toBeNull();
  });

  it("does not know another's ticket, nor one that is not there", async () => {
    const ticket = await people.ticket({}, people.bob);
    expectProblem(
      await people.alice.patch(`${TICKETS}/${ticket.id}`, { title: 'Mine now' }),
      404,
      'not_found',
    );
    expectProblem(await people.bob.patch(`${TICKETS}/nope`, { title: 'Mine now' }), 404, 'not_found');
    expectProblem(
      await people.nobody.patch(`${TICKETS}/${ticket.id}`, { title: 'Mine' }),
      401,
      'unauthenticated',
    );
  });

  it.each([
    [{}, ['']],
    [{ status: 'closed' }, ['status']],
    [{ title: null, priority: 'none', tags: 'vpn' }, ['priority', 'tags', 'title']],
    [{ title: 'two\nlines' }, ['title']],
    [{ tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, ['tags']],
    [{ version: 9, number: 'TKT-2026-000001', requester: { id: 'x' } }, ['number', 'requester', 'version']],
  ])('refuses %j', async (edit, paths) => {
    const ticket = await people.ticket();
    const answer = await people.bob.patch(`${TICKETS}/${ticket.id}`, edit);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
    expect((await people.bob.get(`${TICKETS}/${ticket.id}`)).body.version).toBe(1);
  });
});
