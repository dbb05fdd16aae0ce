import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { wake } from '../../../workflows/contracts/ticket-lifecycle.js';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { aStep } from '../../support/tickets/builders.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { lifeAtRest, type LifeAtRest } from '../../support/sla/life-at-rest.js';
import { makeOlder, sweep } from '../../support/tickets/sweeps.js';
import { assigned, submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;

/** The same document with all its instants so much earlier. */
function earlier(value: any, byMs: number): any {
  if (value instanceof Date) return new Date(value.getTime() - byMs);
  if (Array.isArray(value)) return value.map((item) => earlier(item, byMs));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, earlier(item, byMs)]));
}

/**
 * The real server cannot skip a month. But where nothing is pending, nothing can happen until a timer fires; so the month
 * is gone through from rest to rest: the one timer must reach to the next due instant, which is then made to have come.
 */
describe('a ticket without a change for a month', () => {
  let holdfast: Holdfast;
  let client: Client;

  beforeAll(async () => {
    const targets = { firstResponseMinutes: 20 * DAY_MINUTES, resolutionMinutes: 30 * DAY_MINUTES };
    holdfast = await startHoldfast({
      policy: {
        targets: { ...DEFAULT_POLICY.targets, medium: targets },
        warnAtShare: 0.8,
        escalation: [aStep('notify_managers', DAY_MINUTES)],
        reminderMinutes: 10 * DAY_MINUTES,
        autoCloseMinutes: 3 * DAY_MINUTES,
      },
    });
    client = holdfast.temporal;
  });
  afterAll(() => holdfast.close());

  const MAIL = 'sendDelivery';
  /** Several of one look go out together. */
  const MAILS = 'sendDeliveries';
  const LOOK = 'advanceTicket';
  const BEGINNING = ['triageTicket', 'assignTicket', MAILS];

  async function submitted(): Promise<string> {
    const alice = await holdfast.client('alice');
    const { number } = await submit(alice, {
      title: 'VPN drops every ten minutes',
      description: 'Since this morning.',
      priority: 'medium',
    });
    await assigned(alice, number);
    return number;
  }

  /** As if so many days had gone by and the timer that ends with them had fired. */
  async function pass(number: string, days: number): Promise<LifeAtRest> {
    const tickets = holdfast.mongo.collection('tickets');
    const ticket = await tickets.findOne({ number });
    await tickets.replaceOne({ number }, earlier(ticket, days * DAY_MS));
    await client.workflow
      .getHandle(`ticket/${number}`)
      .signal(wake, { eventId: 'the timer', type: 'ticket.edited' });
    return lifeAtRest(client, number);
  }

  /** Goes through the instants, and returns for each the activities that it has cost. */
  async function costs(number: string, days: readonly number[]): Promise<readonly string[][]> {
    const all: string[][] = [];
    let today = 0;
    for (const day of days) {
      const before = await lifeAtRest(client, number);
      const daysToSleep = before.wakesAt.map((at) => (at.getTime() - Date.now()) / DAY_MS);
      expect(daysToSleep).toEqual([expect.closeTo(day - today, 1)]);
      const after = await pass(number, day - today);
      expect(after.activities.slice(0, before.activities.length)).toEqual(before.activities);
      all.push(after.activities.slice(before.activities.length));
      today = day;
    }
    return all;
  }

  it('costs one check and its mails at each due time of its clock, and nothing in between', async () => {
    const number = await submitted();
    expect((await lifeAtRest(client, number)).activities).toEqual(BEGINNING);
    const [warning, breach, step] = [
      [LOOK, MAIL],
      [LOOK, MAILS],
      [LOOK, MAIL],
    ];
    expect(await costs(number, [16, 20, 21, 24, 30, 31])).toEqual([
      ...[warning, breach, step],
      ...[warning, breach, step],
    ]);
    // Nothing falls due any more, so not even a timer is left.
    expect(await lifeAtRest(client, number)).toMatchObject({ wakesAt: [], isOver: false });
  });

  it('costs three reminders and its closing while it waits on the requester', async () => {
    const number = await submitted();
    const bob = await holdfast.client('bob');
    const lookedAfter = async (act: () => Promise<unknown>): Promise<void> => {
      const { activities } = await lifeAtRest(client, number);
      await act();
      await waitFor('the look after it', async () =>
        (await lifeAtRest(client, number)).activities.slice(activities.length).includes(LOOK)
          ? true
          : undefined,
      );
    };
    // The question is the first response: a ticket that waits without a word still owes one.
    await lookedAfter(() => bob.post(`/api/v1/tickets/${number}/comments`, { body: 'Which printer?' }));
    await lookedAfter(() => bob.patch(`/api/v1/tickets/${number}/status`, { status: 'waiting_on_user' }));
    expect(await costs(number, [10, 20, 30, 33])).toEqual([
      ...[
        [LOOK, MAIL],
        [LOOK, MAIL],
        [LOOK, MAIL],
      ],
      [LOOK],
    ]);
    expect((await lifeAtRest(client, number)).isOver).toBe(true);
  });

  it('is not affected by repair sweeps', async () => {
    const number = await submitted();
    const before = await lifeAtRest(client, number);
    await makeOlder(holdfast);
    expect(await sweep(holdfast)).toMatchObject({ repaired: { count: 0 }, stuck: { count: 0 } });
    expect(await lifeAtRest(client, number)).toEqual(before);
  });
});
