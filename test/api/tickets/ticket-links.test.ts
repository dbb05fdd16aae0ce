import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
type Person = typeof people.bob;

const read = ({ api }: Person, ticket: string) => dataOf(api.GET(TICKET, about(ticket)));
const actions = async ({ api }: Person, ticket: string) =>
  (await dataOf(api.GET(`${TICKET}/activities`, about(ticket)))).activities;

function link({ api }: Person, ticket: string, body: Schemas['NewLink']) {
  return api.POST(`${TICKET}/links`, { ...about(ticket), body });
}

function unlink({ api }: Person, ticket: string, id: string) {
  return api.DELETE(`${TICKET}/links/{link}`, { params: { path: { ticket, link: id } } });
}

async function cancelled(client = people.alice): Promise<string> {
  const { number } = await people.ticket({ category: 'network', tags: ['vpn'] }, client);
  await dataOf(client.api.POST(`${TICKET}/cancel`, { ...about(number), body: {} }));
  return number;
}

describe('POST /tickets/{ticket}/links', () => {
  it('links two tickets, shown and recorded on both', async () => {
    const [one, other] = [await people.ticket(), await people.ticket()];
    const made = await dataOf(link(people.bob, one.number, { type: 'blocks', ticket: other.id }));
    expect(made).toEqual({
      id: expect.any(String),
      type: 'blocks',
      direction: 'outward',
      ticket: other.number,
    });
    const inward = { ...made, direction: 'inward', ticket: one.number };
    expect(await read(people.alice, one.number)).toMatchObject({ links: [made], version: 2 });
    expect(await read(people.alice, other.number)).toMatchObject({ links: [inward], version: 2 });
    for (const [ticket, seen] of [
      [one, made],
      [other, inward],
    ] as const) {
      expect((await actions(people.alice, ticket.number)).at(-1)).toMatchObject({
        action: 'ticket.linked',
        actor: { name: 'Bob' },
        details: { link: seen },
      });
    }
    expect((await unlink(people.bob, other.number, made.id)).response.status).toBe(204);
    for (const { number } of [one, other]) {
      expect(await read(people.bob, number)).toMatchObject({ links: [], version: 3 });
      expect((await actions(people.bob, number)).at(-1)).toMatchObject({ action: 'ticket.unlinked' });
    }
    expectProblem(await unlink(people.bob, one.number, made.id), 404, 'not_found');
  });

  it("shows a requester neither another person's ticket nor the link", async () => {
    const [hers, hidden] = [await people.ticket(), await people.ticket({}, people.carol)];
    await dataOf(link(people.bob, hers.number, { type: 'duplicate_of', ticket: hidden.number }));
    const seen = [await read(people.alice, hers.number), await actions(people.alice, hers.number)];
    expect(JSON.stringify(seen)).not.toContain(hidden.number);
    expect(JSON.stringify(seen)).not.toContain('ticket.linked');
    expect((await read(people.bob, hers.number)).links).toHaveLength(1);
  });

  it('refuses invalid links', async () => {
    const [one, other] = [await people.ticket(), await people.ticket()];
    await dataOf(link(people.bob, one.number, { type: 'relates_to', ticket: other.number }));
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const again = await link(people.bob, from.number, { type: 'relates_to', ticket: to.number });
      expectProblem(again, 409, 'duplicate');
    }
    for (const ticket of [one.number, 'TKT-2026-999999', 'nope']) {
      const answer = await link(people.bob, one.number, { type: 'blocks', ticket });
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['ticket']);
    }
    const wrong = await people.bob.post(`${TICKETS}/${one.number}/links`, {
      type: 'merged_into',
      ticket: [],
    });
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['ticket', 'type']);
  });

  it('is for staff only', async () => {
    const [one, other] = [await people.ticket(), await people.ticket()];
    const body = { type: 'blocks', ticket: other.number } as const;
    expectProblem(await link(people.alice, one.number, body), 403, 'forbidden');
    expectProblem(await link(people.nobody, one.number, body), 401, 'unauthenticated');
    expectProblem(await link(people.bob, 'nope', body), 404, 'not_found');
    const { id } = await dataOf(link(people.bob, one.number, body));
    expectProblem(await unlink(people.alice, one.number, id), 403, 'forbidden');
    expectProblem(await unlink(people.nobody, one.number, id), 401, 'unauthenticated');
  });

  it('loses nothing when both tickets get other links at once, and creates one link for a repeated request', async () => {
    const [one, other] = [await people.ticket(), await people.ticket()];
    const third = await people.ticket();
    const key = people.bob.with({ 'idempotency-key': randomUUID() });
    await Promise.all([
      dataOf(link(people.bob, one.number, { type: 'blocks', ticket: other.number })),
      dataOf(link(people.carol, other.number, { type: 'blocks', ticket: third.number })),
      dataOf(link(people.maya, third.number, { type: 'blocks', ticket: one.number })),
    ]);
    const first = await dataOf(link(key, one.number, { type: 'relates_to', ticket: third.number }));
    expect(await dataOf(link(key, one.number, { type: 'relates_to', ticket: third.number }))).toEqual(first);
    const counts = await Promise.all(
      [one, other, third].map(async ({ number }) => (await read(people.bob, number)).links.length),
    );
    expect(counts).toEqual([3, 2, 3]);
  });
});

describe('POST /tickets/{ticket}/follow-up', () => {
  const followUp = ({ api }: Person, ticket: string, description = 'It drops again.') =>
    api.POST(`${TICKET}/follow-up`, { ...about(ticket), body: { description } });

  it('creates a linked ticket of the same requester for one that is over', async () => {
    const number = await cancelled();
    const comment = people.alice.api.POST(`${TICKET}/comments`, { ...about(number), body: { body: 'Hm' } });
    const refused = await comment;
    expectProblem(refused, 409, 'illegal_transition');
    expect(refused.error!.detail).toContain(`POST ${TICKETS}/${number}/follow-up`);
    for (const client of [people.alice, people.bob]) {
      const made = await followUp(client, number);
      expect(made.response.status).toBe(201);
      expect(made.data).toMatchObject({
        title: 'VPN drops every ten minutes',
        description: 'It drops again.',
        status: 'open',
        requester: { name: 'Alice' },
        category: 'network',
        tags: ['vpn'],
        triage: { state: 'pending' },
        links: [{ type: 'follow_up_of', direction: 'outward', ticket: number }],
        version: 1,
      });
      expect(made.response.headers.get('location')).toBe(`${TICKETS}/${made.data!.number}`);
      expect((await actions(people.alice, made.data!.number))[0]).toMatchObject({
        action: 'ticket.created',
        details: { follow_up_of: number },
      });
      const before = await read(people.alice, number);
      expect(before.status).toBe('cancelled');
      expect(before.links.at(-1)).toMatchObject({
        type: 'follow_up_of',
        direction: 'inward',
        ticket: made.data!.number,
      });
    }
  });

  it('creates one ticket for a repeated request', async () => {
    const number = await cancelled();
    const key = people.alice.with({ 'idempotency-key': randomUUID() });
    const [first, again] = [await dataOf(followUp(key, number)), await dataOf(followUp(key, number))];
    expect(again.number).toBe(first.number);
    expect((await read(people.alice, number)).links).toHaveLength(1);
  });

  it('is for a ticket that is over, and for people who may comment on it', async () => {
    const { number } = await people.ticket();
    expectProblem(await followUp(people.alice, number), 409, 'illegal_transition');
    const hidden = await cancelled(people.carol);
    expectProblem(await followUp(people.alice, hidden), 404, 'not_found');
    expectProblem(await followUp(people.nobody, hidden), 401, 'unauthenticated');
    const blank = await people.alice.post(`${TICKETS}/${number}/follow-up`, { title: 'ab' });
    expectProblem(blank, 422, 'invalid_input');
    expect(faultPaths(blank)).toEqual(['description', 'title']);
  });
});

describe('POST /tickets/{ticket}/merge', () => {
  const merge = ({ api }: Person, ticket: string, into: string) =>
    api.POST(`${TICKET}/merge`, { ...about(ticket), body: { into } });
  const say = ({ api }: Person, ticket: string, body: string, is_internal = false) =>
    dataOf(api.POST(`${TICKET}/comments`, { ...about(ticket), body: { body, is_internal } }));
  const talk = async ({ api }: Person, ticket: string) =>
    (await dataOf(api.GET(`${TICKET}/comments`, about(ticket)))).comments.map(({ body }) => body);

  it('closes one ticket, and shows its comments on the other', async () => {
    const [gone, holder] = [await people.ticket(), await people.ticket()];
    await say(people.alice, gone.number, 'first');
    await say(people.alice, holder.number, 'second');
    await say(people.bob, gone.number, 'a note', true);
    const answer = await merge(people.bob, gone.number, holder.number);
    expect(answer.data).toMatchObject({
      number: holder.number,
      status: 'open',
      links: [{ type: 'merged_into', direction: 'inward', ticket: gone.number }],
    });
    expect(answer.response.headers.get('etag')).toBe(`"${answer.data!.version}"`);
    expect(await read(people.alice, gone.number)).toMatchObject({
      status: 'closed',
      resolution_code: 'merged',
      closed_at: expect.any(String),
      sla: { state: 'none', resolution: { met_at: null } },
      links: [{ type: 'merged_into', direction: 'outward', ticket: holder.number }],
    });
    expect(await talk(people.bob, holder.number)).toEqual(['first', 'second', 'a note']);
    expect(await talk(people.alice, holder.number)).toEqual(['first', 'second']);
    const trail = await actions(people.alice, gone.number);
    expect(trail.slice(-4).map(({ action, details }) => [action, details['status']])).toEqual([
      ['ticket.status_changed', { from: 'open', to: 'in_progress' }],
      ['ticket.status_changed', { from: 'in_progress', to: 'resolved' }],
      ['ticket.status_changed', { from: 'resolved', to: 'closed' }],
      ['ticket.merged', undefined],
    ]);
    expect((await actions(people.alice, holder.number)).at(-1)).toMatchObject({
      action: 'ticket.merged',
      details: { link: { ticket: gone.number } },
    });
    const [{ id }] = (await read(people.bob, holder.number)).links as [Schemas['Link']];
    expectProblem(await unlink(people.bob, holder.number, id), 409, 'illegal_transition');
  });

  it('keeps all comments visible when the target ticket is merged again', async () => {
    const [one, two, three] = [await people.ticket(), await people.ticket(), await people.ticket()];
    await say(people.alice, one.number, 'one');
    await dataOf(merge(people.bob, one.number, two.number));
    await say(people.alice, two.number, 'two');
    await dataOf(merge(people.bob, two.number, three.number));
    expect(await talk(people.alice, three.number)).toEqual(['one', 'two']);
  });

  it("shows a requester nothing of another person's ticket", async () => {
    const [gone, holder] = [await people.ticket({}, people.carol), await people.ticket()];
    await say(people.carol, gone.number, 'My salary is wrong.');
    await dataOf(merge(people.bob, gone.number, holder.number));
    expect(await talk(people.alice, holder.number)).toEqual([]);
    expect(JSON.stringify(await actions(people.alice, holder.number))).not.toContain(gone.number);
    expect(await talk(people.bob, holder.number)).toEqual(['My salary is wrong.']);
  });

  it('refuses strangers, the ticket itself and closed tickets', async () => {
    const [one, other] = [await people.ticket(), await people.ticket()];
    expectProblem(await merge(people.alice, one.number, other.number), 403, 'forbidden');
    expectProblem(await merge(people.nobody, one.number, other.number), 401, 'unauthenticated');
    expectProblem(await merge(people.bob, 'nope', other.number), 404, 'not_found');
    expectProblem(await merge(people.bob.at(9), one.number, other.number), 412, 'version_conflict');
    for (const into of [one.number, 'nope', 'TKT-2026-999999']) {
      const answer = await merge(people.bob, one.number, into);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['into']);
    }
    const over = await cancelled();
    expectProblem(await merge(people.bob, one.number, over), 409, 'illegal_transition');
    expectProblem(await merge(people.bob, over, one.number), 409, 'illegal_transition');
    expect(await read(people.bob, one.number)).toMatchObject({ status: 'open', version: 1 });
  });

  it('into each other at once leaves one of them open', async () => {
    const [one, other] = [await people.ticket(), await people.ticket()];
    const answers = await Promise.all([
      merge(people.bob, one.number, other.number),
      merge(people.carol, other.number, one.number),
    ]);
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 409]);
    const statuses = await Promise.all(
      [one, other].map(async ({ number }) => (await read(people.bob, number)).status),
    );
    expect(statuses.sort()).toEqual(['closed', 'open']);
  });
});
