import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { afterEach, describe, expect, it } from '@jest/globals';
import { assignTicket } from '../../../src/app/tickets/assignment/assign-ticket.js';
import { runUntilCancelled } from '../../../src/adapters/system/cancellation.js';
import { aroundCommit } from '../../support/tickets/around-commit.js';
import { dataOf } from '../../support/http-client.js';
import { waitFor } from '../../support/wait-for.js';
import { about, expectProblem, TICKET, withPeople } from '../../support/api/people.js';

/** As after a worker was killed in a transaction: MongoDB holds what it wrote until it gives it up. */
const people = withPeople();
type Person = typeof people.bob;

/** As many as the API carries out at a time (API_MAX_IN_PROGRESS). */
const MANY = 16;

/** Locks outlast the tests, on however slow a machine. Of the run's own server, so it is put back. */
const setLifetime = (transactionLifetimeLimitSeconds: number) =>
  people.holdfast.mongo.getClient().db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds });

let release: () => Promise<void> = () => Promise.resolve();
afterEach(async () => {
  await release();
  await setLifetime(6);
});

async function lock(person: Person): Promise<string> {
  const id = await people.idOf(person);
  const { mongo } = people.holdfast;
  await setLifetime(600);
  const session = mongo.getClient().startSession();
  release = () => session.endSession();
  session.startTransaction();
  const users = mongo.collection<{ _id: string; load: number }>('users');
  await users.updateOne({ _id: id }, { $inc: { load: 1 } }, { session });
  return id;
}

const ticketNumbers = async (count: number) =>
  (await Promise.all(Array.from({ length: count }, () => people.ticket()))).map(({ number }) => number);
const assign = (ticket: string, assignee_id: string) =>
  people.maya.api.PATCH(`${TICKET}/assign`, { ...about(ticket), body: { assignee_id } });
const assigneeOf = async (ticket: string) =>
  (await dataOf(people.maya.api.GET(TICKET, about(ticket)))).assignee;

describe('a moderator whose document is locked by a running transaction', () => {
  it('delays a change by at most one transaction timeout, and no tickets of other moderators', async () => {
    const [other, ...tickets] = await ticketNumbers(MANY + 1);
    const carol = await people.idOf(people.carol);
    const bob = await lock(people.bob);
    const waiting = tickets.map((ticket) => assign(ticket, bob));
    let isOver = false;
    const all = Promise.all(waiting).finally(() => (isOver = true));
    expect((await dataOf(assign(other!, carol))).assignee?.id).toBe(carol);
    expect(isOver).toBe(false);
    for (const answer of await all) {
      expectProblem(answer, 503, 'unavailable');
      expect(Number(answer.response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    for (const ticket of tickets) expect(await assigneeOf(ticket)).toBeNull();
    await release();
    expect((await dataOf(assign(tickets[0]!, bob))).assignee?.id).toBe(bob);
  });

  it('is not waited for by a cancelled change, waiting or first in line', async () => {
    const { deps } = people.holdfast;
    let begun = 0;
    const tickets = aroundCommit(deps.tickets, (commit) => {
      begun += 1;
      return commit();
    });
    const numbers = await ticketNumbers(3);
    const bob = await lock(people.bob);
    const cancelled = new AbortController();
    const attempts = runUntilCancelled(cancelled.signal, () =>
      Promise.allSettled(
        numbers.map((number) => assignTicket({ ...deps, tickets }, SYSTEM_ACTOR, number, bob)),
      ),
    );
    await waitFor('all to stand in line', () => (begun === numbers.length ? true : undefined));
    cancelled.abort(new Error('not wanted any more'));
    for (const outcome of await attempts)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'not wanted any more' } });
  });
});
