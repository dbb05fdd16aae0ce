import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { assigned, submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const MINUTE_MS = 60_000;
/** Long enough that both tickets have begun to wait before the quiet ends, on a machine that stalls. */
const QUIET_AT_LEAST_MS = 40_000;

/** Every instant but the minute that begins then is quiet. */
function quietUntil(end: Date) {
  const time = (at: Date) => at.toISOString().slice(11, 16);
  return { from: time(new Date(end.getTime() + MINUTE_MS)), to: time(end), time_zone: 'UTC' };
}

describe('mails to a person with quiet hours', () => {
  let holdfast: Holdfast;
  let alice: Client;
  let admin: Client;
  const deliveries = () => holdfast.mongo.collection('deliveries');
  const waiting = (ticketId: string) =>
    deliveries().findOne({ ticketId, kind: 'received', state: 'queued', notBefore: { $ne: null } });
  const mailsTo = (number: string) =>
    holdfast.sink.mails.filter(({ subject }) => subject?.includes(`[${number}] We have received`) === true);

  beforeAll(async () => {
    holdfast = await startHoldfast();
    alice = await holdfast.client('alice');
    admin = await holdfast.client('admin');
  });
  afterAll(() => holdfast.close());

  it('do not block the cancellation of their workflow in Temporal', async () => {
    const { body: settings } = await alice.get('/api/v1/users/me/notifications');
    const inAnHour = new Date(Date.now() + 60 * MINUTE_MS);
    await alice.put('/api/v1/users/me/notifications', { ...settings, quiet_hours: quietUntil(inAnHour) });
    const { id, number } = await submit(alice);
    await waitFor('the mail to wait', async () => (await waiting(id)) ?? undefined);
    const handle = holdfast.temporal.workflow.getHandle(`ticket/${number}`);
    const timers = async () =>
      ((await handle.fetchHistory()).events ?? []).filter((event) => event.timerStartedEventAttributes);
    await waitFor('the timer of the mail', async () => ((await timers()).length > 0 ? true : undefined));
    await handle.cancel();
    await waitFor('the end', async () =>
      (await handle.describe()).status.name === 'CANCELLED' ? true : undefined,
    );
  });

  it('wait in a durable timer without attempts, and outlast their ticket and the worker', async () => {
    const nextMinute = Math.ceil((Date.now() + QUIET_AT_LEAST_MS) / MINUTE_MS) * MINUTE_MS;
    const end = new Date(nextMinute);
    const { body: settings } = await alice.get('/api/v1/users/me/notifications');
    await alice.put('/api/v1/users/me/notifications', { ...settings, quiet_hours: quietUntil(end) });

    const [open, over] = [await submit(alice), await submit(alice)];
    for (const { id, number } of [open, over]) {
      await assigned(admin, number);
      const delivery = await waitFor('the mail to wait', async () => (await waiting(id)) ?? undefined);
      expect(delivery).toMatchObject({ notBefore: end, attempts: 0 });
    }
    const handle = (number: string) => holdfast.temporal.workflow.getHandle(`ticket/${number}`);
    // The life of a ticket does not wait for its reader to wake up.
    await admin.post(`/api/v1/tickets/${over.number}/cancel`, {});
    await handle(over.number).result();
    const events = (await handle(open.number).fetchHistory()).events ?? [];
    const sendings = () =>
      events.filter((event) =>
        event.activityTaskScheduledEventAttributes?.activityType?.name?.startsWith('sendDeliver'),
      ).length;
    expect(sendings()).toBeLessThanOrEqual(2);
    expect([mailsTo(open.number), mailsTo(over.number)]).toEqual([[], []]);
    await holdfast.stopWorker();
    await holdfast.startWorker();

    // More than a minute at times, which is how finely quiet hours are told.
    await delay(Math.max(0, end.getTime() - Date.now()));
    await waitFor('both to be sent', () =>
      mailsTo(open.number).length > 0 && mailsTo(over.number).length > 0 ? true : undefined,
    );
    expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
    for (const { id, number } of [open, over]) {
      await waitFor('the note of it', async () =>
        (await deliveries().countDocuments({ ticketId: id, kind: 'received', state: 'sent' })) === 1
          ? true
          : undefined,
      );
      expect(mailsTo(number)).toHaveLength(1);
    }
  });
});
