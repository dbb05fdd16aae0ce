import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { restartWebhooks } from '../../../src/app/webhooks/deliver-webhook.js';
import { webhookConsumer } from '../../../src/app/webhooks/webhook-consumer.js';
import { MAX_ENDPOINTS } from '../../../src/domain/webhooks/endpoint.js';
import { addDays } from '../../../src/domain/time.js';
import { accountsOf } from '../../support/api/accounts.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';
import {
  isSigned,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/servers/webhook-receiver.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople({ environment: { OUTBOUND_ALLOWED_HOSTS: '127.0.0.1' } });
const { securityEvents } = accountsOf(people);
const WEBHOOKS = '/api/v1/webhooks';

let receiver: WebhookReceiver;
let paths = 0;
const newPath = () => `/hook-${(paths += 1)}`;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.close());

/** Waits for something that is true. */
function until<T>(check: () => T | Promise<T>): Promise<NonNullable<T>> {
  return waitFor('webhooks', async () => {
    const found = await check();
    return found === null || found === undefined || found === false ? undefined : found;
  });
}

/** A webhook at a path of its own. */
async function webhook(fields: object = {}) {
  const path = newPath();
  const { status, body } = await people.admin.post(WEBHOOKS, { url: receiver.url(path), ...fields });
  expect(status).toBe(201);
  return { path, id: body.id as string, secret: body.secret as string, at: `${WEBHOOKS}/${body.id}` };
}

async function deliveriesOf(id: string, query = ''): Promise<any[]> {
  return (await people.admin.get(`${WEBHOOKS}/${id}/deliveries?page_size=100${query}`)).body.deliveries;
}

const edit = (id: string, body: object) =>
  people.admin.with({ 'if-match': '*' }).patch(`${WEBHOOKS}/${id}`, body);

const typesAt = (path: string) => receiver.received(path).map(({ body }) => body.type);

async function priority(number: string, value: string): Promise<void> {
  const { status } = await people.bob
    .with({ 'if-match': '*' })
    .patch(`${TICKETS}/${number}`, { priority: value });
  expect(status).toBe(200);
}

describe('a webhook', () => {
  it('is created, read, changed and deleted by administrators, and its secret is shown once', async () => {
    const url = receiver.url(newPath());
    const made = await people.admin.post(WEBHOOKS, { url, events: ['ticket.created'], description: 'n8n' });
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    expect(made.body).toMatchObject({
      ...{ url, events: ['ticket.created'], description: 'n8n', state: 'active', text: 'none' },
      ...{ is_ordered: false, disabled_reason: null, version: 1 },
    });
    expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u);
    const at = made.headers.get('location')!;
    const { secret, ...shown } = made.body;
    expect((await people.admin.get(at)).body).toEqual(shown);
    expect((await people.admin.get(WEBHOOKS)).body.webhooks).toContainEqual(shown);
    const stored = await people.holdfast.mongo.collection('webhook_endpoints').findOne({});
    expect(JSON.stringify(stored)).not.toContain(secret.slice('whsec_'.length));

    expectProblem(await people.admin.at(9).patch(at, { events: [] }), 412, 'version_conflict');
    const changed = await people.admin.at(1).patch(at, { events: [], state: 'disabled' });
    expect(changed.body).toMatchObject({
      events: [],
      state: 'disabled',
      disabled_reason: 'by_hand',
      version: 2,
    });
    const rotated = await people.admin.at(2).post(`${at}/rotate-secret`);
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(secret);
    expect(Date.parse(rotated.body.former_secret_until)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    for (const client of [people.maya, people.bob, people.alice]) {
      expectProblem(await client.get(at), 403, 'forbidden');
      expectProblem(await client.post(WEBHOOKS, { url }), 403, 'forbidden');
    }
    expectProblem(await people.nobody.get(at), 401, 'unauthenticated');
    expect((await people.admin.at(3).send('DELETE', at)).status).toBe(204);
    expectProblem(await people.admin.get(at), 404, 'not_found');
    const { security_events: trail } = await securityEvents({ page_size: 4 });
    expect(trail.map(({ action }) => action)).toEqual([
      ...['webhook.deleted', 'webhook.secret_rotated', 'webhook.edited', 'webhook.created'],
    ]);
    // A URL can contain a secret of the receiver.
    expect(JSON.stringify(trail)).not.toContain('/hook-');
  });

  it('goes to public addresses and allowed hosts only', async () => {
    const urls = [
      ...[
        'http://10.0.0.1/',
        'http://169.254.169.254/',
        'https://[::1]/',
        'http://localhost/',
        'http://2130706433:1/',
      ],
      ...[
        'ftp://example.com/',
        'nonsense',
        'https://someone@example.com/',
        `https://example.com/${'x'.repeat(2_048)}`,
      ],
    ];
    // 127.0.0.1 is allowed in this test, also as a number.
    for (const url of urls.filter((each) => !each.includes('2130706433'))) {
      const refused = await people.admin.post(WEBHOOKS, { url });
      expectProblem(refused, 422, 'invalid_input');
      expect(faultPaths(refused)).toEqual(['url']);
    }
    const { id } = await webhook({ events: ['ticket.rated'] });
    expectProblem(await edit(id, { url: 'http://192.168.0.1/' }), 422, 'invalid_input');
    expectProblem(
      await people.admin.post(WEBHOOKS, { url: 'https://example.com/', events: ['nonsense'] }),
      422,
      'invalid_input',
    );
  });

  it('needs a key with its scope, and one that reads tickets to send their text', async () => {
    const keyWith = async (scopes: readonly string[]) => {
      const { body } = await people.admin.post('/api/v1/auth/api-keys', { name: 'n8n', scopes });
      return people.nobody.with({ 'x-api-key': body.key });
    };
    const [manages, reads] = [await keyWith(['webhooks:manage']), await keyWith(['tickets:read'])];
    const url = receiver.url(newPath());
    expect((await manages.post(WEBHOOKS, { url, events: ['ticket.rated'] })).status).toBe(201);
    expectProblem(await manages.post(WEBHOOKS, { url, text: 'public' }), 403, 'forbidden');
    expectProblem(await reads.get(WEBHOOKS), 403, 'forbidden');
  });

  it('is the same after a lost answer, with a new secret', async () => {
    const client = people.admin.with({ 'idempotency-key': 'webhook-once' });
    const body = { url: receiver.url(newPath()), events: ['ticket.rated'] };
    const [first, again] = [await client.post(WEBHOOKS, body), await client.post(WEBHOOKS, body)];
    expect(again.body.id).toBe(first.body.id);
  });

  it('has a maximum number', async () => {
    const { deps, mongo } = people.holdfast;
    const count = await mongo.collection('webhook_endpoints').countDocuments();
    const template = { ...(await deps.webhookEndpoints.all())[0]!, state: 'disabled' };
    const fill = Array.from({ length: MAX_ENDPOINTS - count }, (_, index) => ({
      ...template,
      _id: `fill-${index}` as any,
    }));
    await mongo.collection('webhook_endpoints').insertMany(fill);
    expectProblem(
      await people.admin.post(WEBHOOKS, { url: receiver.url('/full') }),
      409,
      'illegal_transition',
    );
    await mongo.collection('webhook_endpoints').deleteMany({ _id: { $in: fill.map(({ _id }) => _id) } });
  });
});

describe('events', () => {
  it('arrive signed, with ids and changes and without text, at those that chose them', async () => {
    const [all, chosen, off] = [
      await webhook(),
      await webhook({ events: ['ticket.edited'] }),
      await webhook(),
    ];
    await edit(off.id, { state: 'disabled' });
    const { number, id } = await people.ticket({ title: 'A very secret title' });
    await priority(number, 'urgent');
    await until(
      () => typesAt(chosen.path).includes('ticket.edited') && typesAt(all.path).includes('ticket.edited'),
    );
    const sent = receiver.received(chosen.path).find(({ body }) => body.data.ticket.number === number)!;
    expect(sent.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Holdfast-Webhooks',
    });
    expect(sent.headers['webhook-id']).toBe(sent.body.data.event_id);
    expect([isSigned(sent, chosen.secret), isSigned(sent, all.secret)]).toEqual([true, false]);
    expect(sent.body).toMatchObject({
      type: 'ticket.edited',
      data: {
        ticket: { id, number },
        actor: { type: 'user' },
        changed: ['priority'],
        changes: { priority: { to: 'urgent' } },
      },
    });
    expect(typesAt(all.path)).toContain('ticket.created');
    expect(
      receiver
        .received(all.path)
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/secret title|Since this morning|Alice/u);
    expect(receiver.received(off.path)).toEqual([]);
    // The event and the activity log have one id.
    const { body } = await people.bob.get(`${TICKETS}/${number}/activities?page_size=100`);
    expect(body.activities.map((each: any) => each.id)).toContain(sent.body.data.event_id);
    const [delivery] = (await deliveriesOf(chosen.id)).filter((each) => each.ticket_number === number);
    expect(delivery).toMatchObject({
      ...{
        state: 'delivered',
        type: 'ticket.edited',
        event_id: sent.body.data.event_id,
        next_attempt_at: null,
      },
      attempts: [{ status: 204, fault: null, answer: null }],
    });
    // A repeated event is not sent again.
    const events = people.holdfast.mongo.collection('events');
    const stored = (await events.findOne({ _id: sent.body.data.event_id }))!;
    await webhookConsumer(people.holdfast.deps).handle({ ...stored, id: stored['_id'] } as any);
    expect(
      receiver
        .received(chosen.path)
        .filter(({ headers }) => headers['webhook-id'] === sent.headers['webhook-id']),
    ).toHaveLength(1);
  });

  it('have the text that the webhook asks for', async () => {
    const events = ['ticket.commented'];
    const [shown, whole] = [
      await webhook({ events, text: 'public' }),
      await webhook({ events, text: 'all' }),
    ];
    const { number } = await people.ticket({ title: 'Printer on fire' });
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'It is only smoke.' });
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'For colleagues.', is_internal: true });
    await until(() => [shown, whole].every(({ path }) => receiver.received(path).length === 2));
    const textsAt = (path: string) => receiver.received(path).map(({ body }) => body.data.text);
    expect(textsAt(shown.path)).toMatchObject([
      { title: 'Printer on fire', comment: { body: 'It is only smoke.' } },
      { title: 'Printer on fire', comment: null },
    ]);
    expect(textsAt(whole.path)[1].comment).toMatchObject({ body: 'For colleagues.', is_internal: true });
  });

  it('are sent again by a workflow, signed anew, also with a secret that was rotated in between', async () => {
    const { id, path, secret, at } = await webhook({ events: ['ticket.created'] });
    receiver.answer(path, (_received, earlier) => (earlier === 0 ? 500 : 200));
    const { number } = await people.ticket();
    await until(() => receiver.received(path).length === 1);
    const { body: rotated } = await people.admin.with({ 'if-match': '*' }).post(`${at}/rotate-secret`);
    await until(() => receiver.received(path).length === 2);
    const [first, second] = receiver.received(path);
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(Number(second!.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first!.headers['webhook-timestamp']),
    );
    expect([isSigned(first!, secret), isSigned(first!, rotated.secret)]).toEqual([true, false]);
    expect([isSigned(second!, secret), isSigned(second!, rotated.secret)]).toEqual([true, true]);
    const delivery = await until(async () =>
      (await deliveriesOf(id)).find(({ state }) => state === 'delivered'),
    );
    expect(delivery.ticket_number).toBe(number);
    expect(delivery.attempts.map(({ status }: any) => status)).toEqual([500, 200]);
    const handle = people.holdfast.temporal.workflow.getHandle(`webhook/${id}/${delivery.event_id}`);
    expect((await handle.describe()).type).toBe('webhookDelivery');
    expect((await people.admin.get(at)).body.failing_since).toBeNull();
  });

  it('do not wait for an endpoint that hangs, streams without end, redirects, or has lost its secret', async () => {
    const events = ['ticket.created'];
    const [hangs, streams, redirects, lost, good] = await Promise.all(
      Array.from({ length: 5 }, () => webhook({ events })),
    );
    receiver.answer(hangs!.path, () => () => undefined);
    receiver.answer(streams!.path, () => (response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        response.once('drain', more);
      };
      more();
    });
    receiver.answer(redirects!.path, () => (response) => {
      response.writeHead(302, { location: receiver.url('/redirected') }).end('x'.repeat(100_000));
    });
    await people.holdfast.mongo
      .collection('webhook_endpoints')
      .updateOne({ _id: lost!.id as any }, { $set: { secret: 'v1.bm90IG91cnM' } });
    const numbers = await Promise.all(Array.from({ length: 20 }, async () => (await people.ticket()).number));
    const has = (path: string, number: string) =>
      receiver.received(path).some(({ body }) => body.data.ticket.number === number);
    await until(() => numbers.every((number) => has(good!.path, number)));
    // It got a few requests, and the rest waits without one.
    expect(receiver.received(hangs!.path).length).toBeLessThanOrEqual(12);
    expect(await deliveriesOf(hangs!.id, '&state=delivered')).toEqual([]);
    await until(async () => (await deliveriesOf(streams!.id, '&state=pending')).length === 0);
    const redirected = await until(async () =>
      (await deliveriesOf(redirects!.id)).find(({ attempts }) => attempts.length > 0),
    );
    expect(redirected.attempts[0]).toMatchObject({ status: 302, answer: 'x'.repeat(500) });
    expect(receiver.received('/redirected')).toEqual([]);
    const unsigned = await deliveriesOf(lost!.id);
    expect(unsigned.flatMap(({ attempts }) => attempts.map(({ fault }: any) => fault))).toContain(
      'secret_unreadable',
    );
    expect(receiver.received(lost!.path)).toEqual([]);
    for (const { id } of [hangs!, redirects!, lost!]) {
      await people.admin.with({ 'if-match': '*' }).send('DELETE', `${WEBHOOKS}/${id}`);
    }
  });

  it('of a ticket arrive in order where that is asked for', async () => {
    const { path } = await webhook({ is_ordered: true, events: ['ticket.edited'] });
    const isFirst = new Set<string>();
    receiver.answer(path, ({ headers }) => {
      if (isFirst.size > 0) return 200;
      isFirst.add(headers['webhook-id']!);
      return 503;
    });
    const { number } = await people.ticket();
    for (const value of ['low', 'high', 'urgent']) await priority(number, value);
    await until(() => receiver.received(path).length === 4);
    const priorities = receiver.received(path).map(({ body }) => body.data.changes.priority.to);
    expect(priorities).toEqual(['low', 'low', 'high', 'urgent']);
  });
});

describe('a delivery', () => {
  it('is a test on request, once, also to a disabled webhook', async () => {
    const { id, path, at, secret } = await webhook({ events: ['ticket.rated'] });
    receiver.answer(path, () => 500);
    await edit(id, { state: 'disabled' });
    expect((await people.admin.post(`${at}/test`)).body).toMatchObject({
      type: 'webhook.test',
      ticket_id: null,
    });
    const [delivery] = await until(async () => {
      const found = await deliveriesOf(id, '&state=failed');
      return found.length > 0 ? found : null;
    });
    expect(delivery.attempts).toHaveLength(1);
    expect(receiver.received(path).map((each) => [each.body.type, isSigned(each, secret)])).toEqual([
      ['webhook.test', true],
    ]);
    expectProblem(await people.admin.post(`${WEBHOOKS}/unknown/test`), 404, 'not_found');
  });

  it('is replayed, in any state, with the same id', async () => {
    const { id, path, at } = await webhook({ events: ['ticket.created'] });
    await people.ticket();
    const delivered = await until(async () => (await deliveriesOf(id, '&state=delivered'))[0]);
    expect((await people.admin.post(`${at}/deliveries/${delivered.id}/replay`)).status).toBe(202);
    await until(() => receiver.received(path).length === 2);
    receiver.answer(path, () => 404);
    await people.ticket();
    const pending = await until(async () =>
      (await deliveriesOf(id, '&state=pending')).find(({ attempts }) => attempts.length > 0),
    );
    receiver.answer(path, () => 204);
    await people.admin.post(`${at}/deliveries/${pending.id}/replay`);
    await until(async () => (await deliveriesOf(id, '&state=pending')).length === 0);
    const ids = receiver.received(path).map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set([delivered.event_id, pending.event_id]));
    const other = await webhook({ events: ['ticket.rated'] });
    expectProblem(await people.admin.post(`${other.at}/deliveries/${pending.id}/replay`), 404, 'not_found');
  });

  it('is recovered for the time in which the webhook was disabled, or failed', async () => {
    const { id, path, at } = await webhook({ events: ['ticket.created', 'ticket.edited'] });
    const since = new Date().toISOString();
    await edit(id, { state: 'disabled' });
    expectProblem(await people.admin.post(`${at}/recover`, { since }), 409, 'illegal_transition');
    const numbers = await Promise.all(Array.from({ length: 30 }, async () => (await people.ticket()).number));
    for (const value of ['low', 'high']) await priority(numbers[0]!, value);
    await edit(id, { state: 'active' });
    expect((await people.admin.post(`${at}/recover`, { since })).status).toBe(202);
    await until(() =>
      numbers.every((number) =>
        receiver.received(path).some(({ body }) => body.data.ticket.number === number),
      ),
    );
    await until(() => receiver.received(path).length >= 32);
    const ofFirst = receiver.received(path).filter(({ body }) => body.data.ticket.number === numbers[0]);
    // New events may overtake the recovery.
    const values = ofFirst.map(({ body }) => body.data.changes.priority?.to ?? body.type);
    expect(new Set(values)).toEqual(new Set(['ticket.created', 'low', 'high']));
    // What it has is not sent again.
    const before = receiver.received(path).length;
    const { body } = await people.admin.post(`${at}/recover`, { since });
    const again = people.holdfast.temporal.workflow.getHandle(`webhook-recovery/${id}/${body.id}`);
    await again.result();
    expect(receiver.received(path)).toHaveLength(before);
    for (const wrong of [addDays(new Date(), 1), addDays(new Date(), -91)]) {
      expectProblem(
        await people.admin.post(`${at}/recover`, { since: wrong.toISOString() }),
        422,
        'invalid_input',
      );
    }
  });

  it('whose workflow is missing is started by the repair sweep', async () => {
    const { id, path } = await webhook({ events: ['ticket.created'] });
    receiver.answer(path, (_received, earlier) => (earlier === 0 ? 500 : 204));
    await people.ticket();
    const pending = await until(async () => (await deliveriesOf(id))[0]);
    const handle = people.holdfast.temporal.workflow.getHandle(`webhook/${id}/${pending.event_id}`);
    await until(() =>
      handle.terminate().then(
        () => true,
        () => null,
      ),
    );
    const late = new Date(Date.now() - 3_600_000);
    await people.holdfast.mongo
      .collection('webhook_deliveries')
      .updateOne({ _id: pending.id }, { $set: { nextAttemptAt: late, claimedUntil: null } });
    await restartWebhooks(people.holdfast.deps);
    await until(async () => (await deliveriesOf(id, '&state=delivered')).length === 1);
  });
});

describe('a webhook that does not work', () => {
  const mailsTo = async () =>
    people.holdfast.mongo.collection('deliveries').find({ kind: 'webhook_disabled' }).toArray();

  it('is disabled when it is gone, and its owner is told', async () => {
    const { id, at, path } = await webhook({ events: ['ticket.created'] });
    receiver.answer(path, () => 410);
    await people.ticket();
    const shown = await until(async () => {
      const { body } = await people.admin.get(at);
      return body.state === 'disabled' ? body : null;
    });
    expect(shown.disabled_reason).toBe('gone');
    const mail = await until(async () =>
      (await mailsTo()).find(({ details, state }) => details.webhookId === id && state === 'sent'),
    );
    expect(mail['recipient'].id).toBe(await people.idOf(people.admin));
    const { security_events: trail } = await securityEvents({
      page_size: 1,
      action: ['webhook.disabled'],
    } as any);
    expect(trail[0]).toMatchObject({ actor: { type: 'system' } });
  });

  it('is disabled after five days without a success', async () => {
    const { id, at, path } = await webhook({ events: ['ticket.created'] });
    receiver.answer(path, () => 500);
    await people.holdfast.mongo
      .collection('webhook_endpoints')
      .updateOne({ _id: id as any }, { $set: { failingSince: addDays(new Date(), -6) } });
    await people.ticket();
    await until(async () => (await people.admin.get(at)).body.disabled_reason === 'failing');
    await until(async () =>
      (await mailsTo()).some(({ details, state }) => details.webhookId === id && state === 'sent'),
    );
    await until(async () => (await deliveriesOf(id, '&state=pending')).length === 0);
    const [delivery] = await deliveriesOf(id);
    expect(delivery.attempts.at(-1)).toMatchObject({ fault: 'endpoint_disabled' });
  });
});
