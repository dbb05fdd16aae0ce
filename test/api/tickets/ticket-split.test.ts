import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { splitTicket } from '../../../src/app/tickets/links/split-ticket.js';
import type { Schemas } from '../../../src/client/client.js';
import { aroundCommit } from '../../support/tickets/around-commit.js';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
type Person = typeof people.bob;

const split = ({ api }: Person, ticket: string, body: Schemas['Split']) =>
  api.POST(`${TICKET}/split`, { ...about(ticket), body });
const read = ({ api }: Person, ticket: string) => dataOf(api.GET(TICKET, about(ticket)));
const talk = async ({ api }: Person, ticket: string) =>
  (await dataOf(api.GET(`${TICKET}/comments`, about(ticket)))).comments;
const trail = async ({ api }: Person, ticket: string) =>
  (await dataOf(api.GET(`${TICKET}/activities`, about(ticket)))).activities;

async function say({ api }: Person, ticket: string, body: string, is_internal = false): Promise<string> {
  const call = api.POST(`${TICKET}/comments`, { ...about(ticket), body: { body, is_internal } });
  return (await dataOf(call)).id;
}

/** A ticket of Alice's with two things said on it, by her and in a note. */
async function ticketWithTalk() {
  const ticket = await people.ticket({ category: 'network', tags: ['vpn'] });
  const said = await say(people.alice, ticket.number, 'The printer is out of toner.\nSince Monday.');
  const noted = await say(people.bob, ticket.number, 'She broke it.', true);
  const about = await say(people.alice, ticket.number, 'And the VPN still drops.');
  return { ...ticket, said, noted, about };
}

describe('POST /tickets/{ticket}/split', () => {
  it('moves comments unchanged to a new ticket of the same requester, recorded on both', async () => {
    const old = await ticketWithTalk();
    const before = await talk(people.bob, old.number);
    const answer = await split(people.bob, old.number, { comment_ids: [old.noted, old.said] });
    expect(answer.response.status).toBe(201);
    const fresh = answer.data!;
    expect(fresh).toMatchObject({
      title: 'The printer is out of toner.',
      description: 'The printer is out of toner.\nSince Monday.',
      status: 'open',
      requester: { name: 'Alice' },
      category: 'network',
      tags: ['vpn'],
      triage: { state: 'pending' },
      links: [{ type: 'split_from', direction: 'outward', ticket: old.number }],
      version: 1,
    });
    expect(answer.response.headers.get('location')).toBe(`${TICKETS}/${fresh.number}`);
    expect(await talk(people.bob, fresh.number)).toEqual(before.slice(0, 2));
    expect(await talk(people.bob, old.number)).toEqual(before.slice(2));
    expect((await read(people.alice, old.number)).links).toMatchObject([
      { type: 'split_from', direction: 'inward', ticket: fresh.number },
    ]);
    const comment_ids = [old.said, old.noted];
    expect((await trail(people.bob, old.number)).slice(-2)).toMatchObject([
      { action: 'ticket.comments_moved', details: { comment_ids, to: fresh.number } },
      { action: 'ticket.split', actor: { name: 'Bob' }, details: { link: { ticket: fresh.number } } },
    ]);
    expect(await trail(people.bob, fresh.number)).toMatchObject([
      { action: 'ticket.created', actor: { name: 'Bob' }, details: { split_from: old.number } },
      { action: 'ticket.comments_moved', details: { comment_ids, from: old.number } },
    ]);
  });

  it('shows the requester no moved internal notes on either ticket', async () => {
    const old = await ticketWithTalk();
    const fresh = await dataOf(
      split(people.bob, old.number, { comment_ids: [old.noted], description: 'The printer, too.' }),
    );
    expect(fresh).toMatchObject({ title: old.title, description: 'The printer, too.' });
    const seen = await Promise.all(
      [old, fresh].flatMap(({ number }) => [
        read(people.alice, number),
        talk(people.alice, number),
        trail(people.alice, number),
      ]),
    );
    expect(JSON.stringify(seen)).not.toContain('broke');
    expect(JSON.stringify(seen)).not.toContain(old.noted);
    expect((await trail(people.alice, old.number)).at(-1)).toMatchObject({ action: 'ticket.split' });
    expect(await talk(people.bob, fresh.number)).toMatchObject([
      { body: 'She broke it.', is_internal: true },
    ]);
  });

  it('shows comments once if the tickets are merged again', async () => {
    const old = await ticketWithTalk();
    const before = await talk(people.bob, old.number);
    const fresh = await dataOf(split(people.bob, old.number, { comment_ids: [old.said] }));
    const body = { into: old.number };
    await dataOf(people.bob.api.POST(`${TICKET}/merge`, { ...about(fresh.number), body }));
    expect(await talk(people.bob, old.number)).toEqual(before);
  });

  it('refuses comments that are not on the ticket itself', async () => {
    const [old, other] = [await ticketWithTalk(), await ticketWithTalk()];
    const hidden = await people.ticket({}, people.carol);
    const merged = await say(people.carol, hidden.number, 'My salary is wrong.');
    await dataOf(
      people.bob.api.POST(`${TICKET}/merge`, { ...about(hidden.number), body: { into: old.number } }),
    );
    const version = (await read(people.bob, old.number)).version;
    const answer = await split(people.bob, old.number, {
      comment_ids: [old.said, other.said, 'nope', merged],
    });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['comment_ids.1', 'comment_ids.2', 'comment_ids.3']);
    expect((await read(people.bob, old.number)).version).toBe(version);
    expect(await talk(people.bob, other.number)).toHaveLength(3);
  });

  it('requires a description if only internal notes are moved', async () => {
    const old = await ticketWithTalk();
    const answer = await split(people.bob, old.number, { comment_ids: [old.noted] });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['description']);
  });

  it.each([
    [{}, ['comment_ids']],
    [{ comment_ids: [] }, ['comment_ids']],
    [{ comment_ids: 'a' }, ['comment_ids']],
    [{ comment_ids: [{ $gt: '' }, 7] }, ['comment_ids.0', 'comment_ids.1']],
    [{ comment_ids: Array.from({ length: 101 }, () => 'x') }, ['comment_ids']],
    [
      { comment_ids: ['x'], title: 'x', description: ' ', priority: 'high' },
      ['description', 'priority', 'title'],
    ],
  ])('refuses %.80j', async (body, paths) => {
    const { number } = await people.ticket();
    const answer = await people.bob.post(`${TICKETS}/${number}/split`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });

  it('refuses closed and merged tickets', async () => {
    const [cancelled, merged] = [await ticketWithTalk(), await ticketWithTalk()];
    await dataOf(people.bob.api.POST(`${TICKET}/cancel`, { ...about(cancelled.number), body: {} }));
    const into = (await people.ticket()).number;
    await dataOf(people.bob.api.POST(`${TICKET}/merge`, { ...about(merged.number), body: { into } }));
    for (const { number, said } of [cancelled, merged]) {
      expectProblem(await split(people.bob, number, { comment_ids: [said] }), 409, 'illegal_transition');
    }
  });

  it('is for staff only', async () => {
    const { number, said } = await ticketWithTalk();
    const body = { comment_ids: [said] };
    expectProblem(await split(people.nobody, number, body), 401, 'unauthenticated');
    expectProblem(await split(people.alice, number, body), 403, 'forbidden');
    const foreign = await people.ticket({}, people.carol);
    expectProblem(await split(people.alice, foreign.number, body), 404, 'not_found');
    expectProblem(await split(people.bob, 'TKT-2026-999999', body), 404, 'not_found');
  });
});

describe('a repeated split', () => {
  it('runs once for one idempotency key, and for one of two people at the same time', async () => {
    const old = await ticketWithTalk();
    const key = people.bob.with({ 'idempotency-key': randomUUID() });
    const body = { comment_ids: [old.said] };
    const first = await dataOf(split(key, old.number, body));
    expect(await dataOf(split(key, old.number, body))).toEqual(first);

    const rivals = await Promise.all(
      [people.bob, people.carol, people.maya].map((person) =>
        split(person, old.number, { comment_ids: [old.about] }),
      ),
    );
    expect(rivals.map(({ response }) => response.status).sort()).toEqual([201, 422, 422]);
    expect((await read(people.bob, old.number)).links).toHaveLength(2);
    expect(await talk(people.bob, old.number)).toMatchObject([{ body: 'She broke it.' }]);
  });

  it('returns the existing ticket if a run died after its commit', async () => {
    const old = await ticketWithTalk();
    const { deps } = people.holdfast;
    const dying = aroundCommit(deps.tickets, async (commit) => {
      await commit();
      throw new Error('killed');
    });
    const bob = { type: 'user', id: await people.idOf(people.bob), name: 'Bob', role: 'moderator' } as const;
    const id = randomUUID();
    const run = (tickets: typeof dying) =>
      splitTicket({ ...deps, tickets }, bob, old.number, { commentIds: [old.said] }, id);
    await expect(run(dying)).rejects.toThrow('killed');
    expect(await run(deps.tickets)).toMatchObject({ id, version: 1 });
    expect((await read(people.bob, old.number)).links).toHaveLength(1);
    expect(await talk(people.bob, id)).toHaveLength(1);
  });

  it('loses no comment that is written at the same time', async () => {
    const old = await ticketWithTalk();
    const [fresh] = await Promise.all([
      dataOf(split(people.bob, old.number, { comment_ids: [old.said] })),
      say(people.alice, old.number, 'one'),
      say(people.carol, old.number, 'two'),
    ]);
    expect(await talk(people.bob, old.number)).toHaveLength(4);
    expect(await talk(people.bob, fresh.number)).toHaveLength(1);
  });
});
