import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addComment } from '../../../src/app/tickets/comments/add-comment.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { ConsumerLoop } from '../../../src/app/operations/event-log/consumer-loop.js';
import type { ConsumerLoopOptions } from '../../../src/app/operations/event-log/consumer-tenure.js';
import type { EventConsumer } from '../../../src/app/operations/event-log/event-consumer.js';
import { DomainError } from '../../../src/domain/errors.js';
import type { TicketEvent } from '../../../src/domain/tickets/events.js';
import type { HoldfastEvent } from '../../../src/ports/operations/event-log.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { waitFor } from '../../support/wait-for.js';

/** Writes down what it is given, and may refuse it. */
class Listener implements EventConsumer {
  readonly heard: HoldfastEvent[] = [];
  refusals = 0;
  startsFrom: EventConsumer['startsFrom'] = 'now';
  refuses: (event: HoldfastEvent) => boolean = () => false;
  slowness = 0;

  constructor(readonly name: string) {}

  async handle(event: HoldfastEvent): Promise<void> {
    if (this.slowness > 0) await delay(this.slowness);
    if (this.refuses(event)) {
      this.refusals += 1;
      throw new DomainError('unavailable', 'not now');
    }
    this.heard.push(event);
  }

  /** Each event once, as it came first. */
  ofTicket(ticketId: string): readonly string[] {
    const ids = this.heard.filter((event) => 'ticketId' in event && event.ticketId === ticketId);
    return [...new Set(ids.map(({ id }) => id))];
  }
}

const QUICK: Partial<ConsumerLoopOptions> = { noteMs: 50, leaseMs: 1_500, firstWaitMs: 20, maxWaitMs: 100 };

describe('consumers of the event log', () => {
  let holdfast: Holdfast;
  const running = new Set<ConsumerLoop>();

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterEach(async () => {
    await Promise.all([...running].map((loop) => loop.close()));
    running.clear();
  });
  afterAll(() => holdfast.close());

  async function start(listener: Listener, options = QUICK): Promise<ConsumerLoop> {
    const loop = new ConsumerLoop(holdfast.deps, listener, options);
    loop.start();
    running.add(loop);
    await waitFor('a position', async () => (await positionOf(listener.name)) ?? undefined);
    return loop;
  }
  async function stop(loop: ConsumerLoop): Promise<void> {
    running.delete(loop);
    await loop.close();
  }

  const consumers = () =>
    holdfast.mongo.collection<{ _id: string; position: any; heldUntil: Date }>('event_consumers');
  const positionOf = async (name: string) => (await consumers().findOne({ _id: name }))?.position;
  const open = () =>
    createTicket(holdfast.deps, alice, {
      source: 'api',
      input: { title: 'Help', description: 'me' },
      id: holdfast.deps.newId(),
    });
  const say = (ticket: string, body = 'A word.') =>
    addComment(holdfast.deps, alice, ticket, { body, isInternal: false }, holdfast.deps.newId());
  /** As the database has them, in the order in which a ticket got its versions. */
  const committed = async (ticketId: string) =>
    (
      await holdfast.mongo
        .collection<{ _id: string }>('events')
        .find({ ticketId })
        .sort({ ticketVersion: 1, _id: 1 })
        .toArray()
    ).map(({ _id }) => _id);
  const hasHeard = (listener: Listener, ticketId: string, count: number) =>
    waitFor(`${listener.name} to hear`, () =>
      listener.ofTicket(ticketId).length >= count ? true : undefined,
    );

  let alice: Parameters<typeof createTicket>[1];
  beforeAll(async () => {
    const user = (await holdfast.deps.users.findByEmail('alice@holdfast.local'))!;
    alice = { type: 'user', id: user.id, name: user.name, role: user.role };
  });

  it('receive every event, also of workflows, in commit order', async () => {
    const listener = new Listener('all');
    await start(listener);
    const ticket = await open();
    await fallBackTriage(holdfast.deps, ticket.id, 'initial');
    await say(ticket.id);
    await say(ticket.id);
    await hasHeard(listener, ticket.id, 4);
    expect(listener.ofTicket(ticket.id)).toEqual(await committed(ticket.id));
    expect(listener.heard.map(({ type }) => type)).toEqual([
      'ticket.created',
      'ticket.triage_fell_back',
      'ticket.commented',
      'ticket.commented',
    ]);
    const [, triaged] = listener.heard;
    expect(triaged).toMatchObject({ origin: 'workflow', lifecycleToldAt: expect.any(Date) });
  });

  it('receive the events of each ticket in order while many change at once', async () => {
    const listener = new Listener('busy');
    listener.slowness = 3;
    await start(listener);
    const tickets = await Promise.all(Array.from({ length: 8 }, open));
    for (let round = 0; round < 6; round += 1) await Promise.all(tickets.map(({ id }) => say(id)));
    for (const { id } of tickets) await hasHeard(listener, id, 7);
    for (const { id } of tickets) expect(listener.ofTicket(id)).toEqual(await committed(id));
  });

  it('delay no other consumer when they fail, and only their own events of the same ticket', async () => {
    const [failing, sound] = [new Listener('failing'), new Listener('sound')];
    const [bad, good] = [await open(), await open()];
    failing.refuses = (event) => 'ticketId' in event && event.ticketId === bad.id;
    await start(failing);
    await start(sound);
    for (const { id } of [bad, good, bad, good]) await say(id);
    await hasHeard(sound, bad.id, 2);
    await hasHeard(failing, good.id, 2);
    await waitFor('a second refusal', () => (failing.refusals > 1 ? true : undefined));
    expect(failing.ofTicket(bad.id)).toEqual([]);
    failing.refuses = () => false;
    await hasHeard(failing, bad.id, 2);
    expect(failing.ofTicket(bad.id)).toEqual((await committed(bad.id)).slice(1));
  });

  it('resume at their position, without gaps, and without repetition after an orderly shutdown', async () => {
    const listener = new Listener('restarted');
    const ticket = await open();
    const first = await start(listener);
    await say(ticket.id);
    await hasHeard(listener, ticket.id, 1);
    await stop(first);
    await say(ticket.id);
    await say(ticket.id);
    await start(listener);
    await hasHeard(listener, ticket.id, 3);
    const heard = listener.heard.filter((event) => 'ticketId' in event && event.ticketId === ticket.id);
    expect(heard.map(({ id }) => id)).toEqual((await committed(ticket.id)).slice(1));
  });

  it('run in one process at a time, and the next one takes over when it ends', async () => {
    const [one, other] = [new Listener('shared'), new Listener('shared')];
    const first = await start(one);
    await start(other);
    const ticket = await open();
    await hasHeard(one, ticket.id, 1);
    await stop(first);
    await say(ticket.id);
    await hasHeard(other, ticket.id, 1);
    expect(one.ofTicket(ticket.id)).toHaveLength(1);
    expect(other.ofTicket(ticket.id)).toEqual((await committed(ticket.id)).slice(1));
  });

  it('stop as soon as another process has their lease', async () => {
    const listener = new Listener('robbed');
    await start(listener);
    const inAnHour = new Date(Date.now() + 3_600_000);
    await consumers().updateOne({ _id: 'robbed' }, { $set: { holder: 'another', heldUntil: inAnHour } });
    const before = await positionOf('robbed');
    await waitFor('an event that it does not handle', async () => {
      const ticket = await open();
      await delay(300);
      return listener.ofTicket(ticket.id).length === 0 ? true : undefined;
    });
    expect(await positionOf('robbed')).toEqual(before);
  });

  it.each(['82000000000000000000000000', 'no token at all'])(
    'sweep missed events if the log does not reach back: %s',
    async (token) => {
      const listener = new Listener(`lost ${token}`);
      const first = await start(listener, { ...QUICK, pageSize: 3 });
      const ticket = await open();
      await hasHeard(listener, ticket.id, 1);
      await stop(first);
      for (let round = 0; round < 5; round += 1) await say(ticket.id);
      await fallBackTriage(holdfast.deps, ticket.id, 'initial');
      await consumers().updateOne({ _id: listener.name }, { $set: { 'position.token': token } });
      await start(listener, { ...QUICK, pageSize: 3 });
      await hasHeard(listener, ticket.id, 7);
      await say(ticket.id);
      await hasHeard(listener, ticket.id, 8);
      expect(listener.ofTicket(ticket.id)).toEqual(await committed(ticket.id));
      await waitFor('the sweep to be over', async () =>
        (await positionOf(listener.name)).sweep === null ? true : undefined,
      );
    },
  );

  it('start at their configured point', async () => {
    const ticket = await open();
    const [second] = [await say(ticket.id)];
    const all = new Listener('from the beginning');
    all.startsFrom = 'beginning';
    const since = new Listener('from an instant');
    since.startsFrom = second.createdAt;
    const fresh = new Listener('from now');
    for (const listener of [all, since, fresh]) await start(listener, { ...QUICK, pageSize: 2 });
    await say(ticket.id);
    for (const listener of [all, since, fresh]) await hasHeard(listener, ticket.id, 1);
    await hasHeard(all, ticket.id, 3);
    const ids = await committed(ticket.id);
    await hasHeard(since, ticket.id, 2);
    expect([all, since, fresh].map((listener) => listener.ofTicket(ticket.id))).toEqual([
      ids,
      ids.slice(1),
      ids.slice(2),
    ]);
    const events = await holdfast.mongo.collection('events').countDocuments({});
    await waitFor('all of them', () =>
      new Set(all.heard.map(({ id }) => id)).size === events ? true : undefined,
    );
  });

  it('receive only the events they select, and skip the others', async () => {
    const listener = new (class extends Listener {
      wants = ({ type }: HoldfastEvent) => type === 'ticket.commented';
    })('choosy');
    await start(listener);
    const before = (await positionOf('choosy')).token;
    const ticket = await open();
    await waitFor('the position to move', async () =>
      (await positionOf('choosy')).token === before ? undefined : true,
    );
    await say(ticket.id);
    await hasHeard(listener, ticket.id, 1);
    expect(listener.heard.map(({ type }) => type)).toEqual(['ticket.commented']);
  });

  it('read a limited number of events ahead of the first unhandled one', async () => {
    const listener = new Listener('far behind');
    listener.refuses = () => true;
    await start(listener, { ...QUICK, maxWaiting: 5 });
    const tickets = await Promise.all(Array.from({ length: 12 }, open));
    await waitFor('refusals', () => (listener.refusals > 20 ? true : undefined));
    const refused = new Set<string>();
    listener.refuses = (event) => {
      refused.add(event.id);
      return true;
    };
    await delay(400);
    expect(refused.size).toBeLessThanOrEqual(5);
    listener.refuses = () => false;
    for (const { id } of tickets) await hasHeard(listener, id, 1);
  });

  it('show their lag', async () => {
    const listener = new Listener('watched');
    await start(listener);
    await waitFor('a moment', async () => {
      const caughtUpAt = (await holdfast.deps.backlogStats.consumers()).get('watched');
      return caughtUpAt !== undefined && Date.now() - caughtUpAt.getTime() < 3_000 ? true : undefined;
    });
    listener.refuses = () => true;
    const ticket = await open();
    await waitFor('a refusal', () => (listener.refusals > 0 ? true : undefined));
    const event = (await holdfast.mongo
      .collection('events')
      .findOne({ ticketId: ticket.id })) as unknown as Pick<TicketEvent, 'at'>;
    await delay(1_500);
    const caughtUpAt = (await holdfast.deps.backlogStats.consumers()).get('watched');
    expect(caughtUpAt!.getTime()).toBeLessThanOrEqual(event.at.getTime() + 1_000);
  });
});
