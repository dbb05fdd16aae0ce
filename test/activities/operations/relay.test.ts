import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Relay } from '../../../src/app/operations/event-log/relay.js';
import { DomainError } from '../../../src/domain/errors.js';
import type { TicketEvent } from '../../../src/domain/tickets/events.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

/** A gateway that notes what it is told, and fails while it is away. */
class NotingGateway {
  readonly told: string[] = [];
  refused = 0;
  isAway = false;

  startLifecycle = (event: Pick<TicketEvent, 'ticketNumber'>) => this.note(`start ${event.ticketNumber}`);
  wake = (event: Pick<TicketEvent, 'ticketNumber' | 'type'>) =>
    this.note(`${event.type} ${event.ticketNumber}`);

  isRefused: (what: string) => boolean = () => false;

  private note(what: string): Promise<void> {
    if (this.isAway || this.isRefused(what)) {
      this.refused += 1;
      return Promise.reject(new DomainError('unavailable', 'away'));
    }
    this.told.push(what);
    return Promise.resolve();
  }
}

describe('the relay', () => {
  let holdfast: Holdfast;

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(() => holdfast.close());

  function relay(gateway: NotingGateway, options = {}): Relay {
    const started = new Relay(
      { ...holdfast.deps, gateway: Object.assign(Object.create(holdfast.deps.gateway), gateway) },
      options,
    );
    started.start();
    return started;
  }
  const unpublished = () => holdfast.mongo.collection('events').countDocuments({ publishedAt: null });
  const emptied = () =>
    waitFor('an empty outbox', async () => ((await unpublished()) === 0 ? true : undefined));

  it('publishes events written before it started, and then new ones', async () => {
    const alice = await holdfast.client('alice');
    const before = await submit(alice);
    const gateway = new NotingGateway();
    const running = relay(gateway);
    await emptied();
    const after = await submit(alice);
    await emptied();
    await running.close();
    expect(gateway.told).toEqual([`start ${before.number}`, `start ${after.number}`]);
    const ticket = await holdfast.mongo.collection('tickets').findOne({ number: before.number });
    expect(ticket?.['workflowStartedAt']).toBeInstanceOf(Date);
  });

  it('does not wake workflows for links', async () => {
    const [alice, bob] = [await holdfast.client('alice'), await holdfast.client('bob')];
    const [one, other] = [await submit(alice), await submit(alice)];
    await bob.post(`/api/v1/tickets/${one.number}/links`, { type: 'blocks', ticket: other.number });
    await bob.post(`/api/v1/tickets/${one.number}/cancel`, {});
    const gateway = new NotingGateway();
    const running = relay(gateway);
    await emptied();
    await running.close();
    expect([...gateway.told].sort()).toEqual(
      [`start ${one.number}`, `start ${other.number}`, `ticket.status_changed ${one.number}`].sort(),
    );
  });

  it('keeps unpublished events, and publishes them within seconds after Temporal returns', async () => {
    const gateway = new NotingGateway();
    gateway.isAway = true;
    const running = relay(gateway);
    const { number } = await submit(await holdfast.client('alice'));
    await waitFor('the relay to have failed', () => (gateway.refused > 0 ? true : undefined));
    expect(await unpublished()).toBe(1);
    gateway.isAway = false;
    const backAt = Date.now();
    await emptied();
    expect(Date.now() - backAt).toBeLessThan(20_000);
    expect(gateway.told).toEqual([`start ${number}`]);
    await running.close();
  });

  it('can run several times at once: all events are published, and the outbox is empty', async () => {
    const gateway = new NotingGateway();
    const relays = [relay(gateway), relay(gateway), relay(gateway)];
    const alice = await holdfast.client('alice');
    const tickets = await Promise.all(Array.from({ length: 20 }, () => submit(alice)));
    await emptied();
    await Promise.all(relays.map((each) => each.close()));
    expect(new Set(gateway.told)).toEqual(new Set(tickets.map(({ number }) => `start ${number}`)));
  });

  it('handles more events than it keeps in memory', async () => {
    const gateway = new NotingGateway();
    const running = relay(gateway, { maxWaiting: 3, concurrency: 2, sweepMs: 50, graceMs: 0 });
    const alice = await holdfast.client('alice');
    const tickets = await Promise.all(Array.from({ length: 25 }, () => submit(alice)));
    await emptied();
    await running.close();
    expect(new Set(gateway.told).size).toBe(tickets.length);
  });

  it('does not wake a workflow for events of its own activities', async () => {
    const gateway = new NotingGateway();
    const { id } = await submit(await holdfast.client('alice'));
    const { autoAssignTicket } = await import('../../../src/app/tickets/assignment/auto-assign-ticket.js');
    await autoAssignTicket(holdfast.deps, id);
    const running = relay(gateway);
    await emptied();
    await running.close();
    expect(gateway.told).toHaveLength(1);
  });
});
