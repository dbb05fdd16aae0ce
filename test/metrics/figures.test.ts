import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PromMetrics } from '../../src/adapters/metrics/prom-metrics.js';
import { openMetrics } from '../../src/compose/metrics.js';
import { loadConfig } from '../../src/config/config.js';
import { mailSwitchId } from '../../src/domain/mail/mail-switch.js';
import { DEFAULT_POLICY } from '../../src/domain/sla/sla.js';
import { figuresWhen, metricsPorts, readFigures, type Figures } from '../support/figures.js';
import { serveWith } from '../support/api/serve.js';
import { startGeminiStandIn, type GeminiStandIn } from '../support/servers/gemini-stand-in.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { keep, letter, settled } from '../support/mail/inbound.js';
import { assigned, submit, ticketWhen, VPN_TICKET } from '../support/tickets/tickets.js';

describe('figures for Prometheus', () => {
  let gemini: GeminiStandIn;
  let holdfast: Holdfast;
  let apiPort: number;
  let workerPort: number;
  /** The number of the first ticket. */
  let first: string;

  beforeAll(async () => {
    gemini = await startGeminiStandIn();
    [apiPort, workerPort] = await metricsPorts();
    const targets = { firstResponseMinutes: 2 / 60, resolutionMinutes: 4 / 60 };
    holdfast = await startHoldfast({
      worker: false,
      policy: { targets: { ...DEFAULT_POLICY.targets, low: targets } },
      environment: {
        INBOUND_UNPROVEN_RECEIPTS_PER_HOUR: '1',
        METRICS_PORT: String(apiPort),
        WORKER_METRICS_PORT: String(workerPort),
        RATE_LIMIT_DISABLED: 'false',
        RATE_LIMIT_PER_ACCOUNT: '1000000',
        RATE_LIMIT_PER_ADDRESS: '1000000',
        INBOUND_ADDRESSES: 'help@holdfast.local',
        GEMINI_API_KEY: 'a-key',
        GEMINI_BASE_URL: gemini.url,
      },
    });
  });
  afterAll(async () => {
    await holdfast.close();
    await gemini.close();
  });

  it('count requests by the pattern of their route', async () => {
    const alice = await holdfast.client('alice');
    ({ number: first } = await submit(alice));
    await alice.get(`/api/v1/tickets/${first}`);
    await alice.get('/api/v1/tickets/TKT-1999-000001');
    await alice.get('/nothing/here');
    await alice.get('/a/no-such-token');
    const figures = await readFigures(apiPort);
    const requests = (route: string, code: number, method = 'GET') =>
      figures.of('holdfast_http_request_duration_seconds_count', { method, route, code: String(code) });
    expect(requests('/api/v1/tickets', 201, 'POST')).toBe(1);
    expect(requests('/api/v1/tickets/{ticket}', 200)).toBe(1);
    expect(requests('/api/v1/tickets/{ticket}', 404)).toBe(1);
    expect(requests('none', 404)).toBe(1);
    expect(requests('/a/:token', 404)).toBe(1);
    expect(figures.of('holdfast_http_requests_in_progress')).toBe(0);
    expect(figures.of('holdfast_build_info', { service: 'api', version: holdfast.config.version })).toBe(1);
    expect(figures.of('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(figures.of('holdfast_ticket_events_total', { type: 'ticket.created' })).toBe(1);
  });

  it('count requests that were refused under overload separately', async () => {
    const [before, path] = [await readFigures(apiPort), '/api/v1/tickets'];
    const answered = (figures: Figures) => figures.of('holdfast_http_request_duration_seconds_count');
    await serveWith(holdfast, { maxInProgress: 0 }, async (nobody) => {
      expect((await nobody.get(path)).body.code).toBe('overloaded');
    });
    const after = await readFigures(apiPort);
    expect(after.of('holdfast_http_requests_refused_total')).toBe(1);
    expect(answered(after)).toBe(answered(before));
  });

  it('show the outbox without a worker, and its delay', async () => {
    const waiting = await figuresWhen(
      apiPort,
      'the event to be seen waiting',
      (figures) => (figures.of('holdfast_outbox_oldest_age_seconds') ?? 0) > 0,
    );
    expect(waiting.of('holdfast_outbox_events')).toBeGreaterThanOrEqual(1);
    expect(waiting.of('holdfast_service_up', { service: 'mongo' })).toBe(1);
    expect(waiting.of('holdfast_service_up', { service: 'temporal' })).toBe(1);
    expect(waiting.of('holdfast_service_up', { service: 'worker' })).toBe(0);
    await holdfast.startWorker();
    const told = await figuresWhen(
      workerPort,
      'an empty outbox',
      (figures) =>
        figures.of('holdfast_outbox_events') === 0 &&
        figures.of('holdfast_service_up', { service: 'worker' }) === 1,
    );
    expect(told.of('holdfast_outbox_oldest_age_seconds')).toBe(0);
    expect(told.of('holdfast_relay_lag_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(told.of('holdfast_relay_lag_seconds_sum')).toBeGreaterThan(0);
    expect(told.of('holdfast_build_info', { service: 'worker' })).toBe(1);
    await assigned(await holdfast.client('maya'), first);
  });

  it('count calls of the model, failed calls, and tokens', async () => {
    const maya = await holdfast.client('maya');
    gemini.script({ kind: 'status', status: 401 });
    const { number } = await submit(await holdfast.client('alice'));
    await ticketWhen(maya, number, 'without an answer', ({ triage }) => triage.state === 'fallback');
    // Counted once it is written, which others may see a moment before. So it is below.
    const figures = await figuresWhen(
      workerPort,
      'the fallback to be counted',
      (seen) => seen.of('holdfast_ticket_events_total', { type: 'ticket.triage_fell_back' }) === 1,
    );
    const calls = (outcome: string) =>
      figures.of('holdfast_ai_call_duration_seconds_count', { provider: 'gemini', task: 'triage', outcome });
    expect(calls('ok')).toBe(1);
    expect(calls('model_rejected')).toBe(1);
    expect(figures.of('holdfast_ticket_events_total', { type: 'ticket.triage_fell_back' })).toBe(1);
    expect(figures.of('holdfast_ticket_events_total', { type: 'ticket.triaged' })).toBe(1);
    // As the stand-in says with each answer.
    expect(figures.of('holdfast_ai_tokens_total', { direction: 'input' })).toBe(1);
    expect(figures.of('holdfast_ai_tokens_total', { direction: 'output' })).toBe(1);
  });

  it('count mails: sent, retried, permanently rejected, and due', async () => {
    const [alice, bob] = [await holdfast.client('alice'), await holdfast.client('bob')];
    const { number } = await submit(alice);
    await assigned(bob, number);
    const outcomes = (outcome: string, kind = 'reply') => ({ kind, outcome });
    // Both mails of the beginning, so that the reply is the only one that is under way.
    await holdfast.sink.received(2, ({ subject }) => subject?.includes(`[${number}]`) === true);
    const before = await figuresWhen(
      workerPort,
      'mails to be out',
      (figures) => (figures.of('holdfast_deliveries_total', outcomes('sent', 'assigned')) ?? 0) > 0,
    );
    expect(before.of('holdfast_delivery_delay_seconds_count')).toBeGreaterThan(0);

    holdfast.sink.answerWith(450);
    await bob.post(`/api/v1/tickets/${number}/comments`, { body: 'Have you tried turning it off and on?' });
    const waiting = await figuresWhen(
      workerPort,
      'a mail to be tried again',
      (figures) =>
        (figures.of('holdfast_deliveries_total', outcomes('retried')) ?? 0) > 0 &&
        (figures.of('holdfast_deliveries_oldest_age_seconds') ?? 0) > 0,
    );
    expect(waiting.of('holdfast_deliveries_waiting')).toBeGreaterThanOrEqual(1);
    expect(waiting.of('holdfast_deliveries_total', outcomes('sent'))).toBeUndefined();

    // In this order, or the next try may find neither.
    holdfast.sink.refuse('alice@holdfast.local');
    holdfast.sink.answerWith('accept');
    await figuresWhen(
      workerPort,
      'the mail to be refused',
      (figures) => figures.of('holdfast_deliveries_total', outcomes('failed')) === 1,
    );
    await bob.post(`/api/v1/tickets/${number}/comments`, { body: 'Well?' });
    await figuresWhen(
      workerPort,
      'the next mail not to be tried, and nothing to wait any more',
      (figures) =>
        figures.of('holdfast_deliveries_total', outcomes('suppressed')) === 1 &&
        figures.of('holdfast_deliveries_waiting') === 0,
    );
    holdfast.sink.refuse('alice@holdfast.local', null);
  });

  it('count SLA breaches, and their delay', async () => {
    const { number } = await submit(await holdfast.client('alice'), { ...VPN_TICKET, priority: 'low' });
    const maya = await holdfast.client('maya');
    await ticketWhen(maya, number, 'breached twice', ({ sla }) => sla.resolution!.breached);
    const figures = await figuresWhen(
      workerPort,
      'the second breach to be counted',
      (seen) => seen.of('holdfast_sla_breaches_total', { target: 'resolution', priority: 'low' }) === 1,
    );
    const breaches = (target: string) =>
      figures.of('holdfast_sla_breaches_total', { target, priority: 'low' });
    expect([breaches('firstResponse'), breaches('resolution')]).toEqual([1, 1]);
    expect(figures.of('holdfast_sla_breach_notice_delay_seconds_count')).toBe(2);
    expect(figures.of('holdfast_ticket_events_total', { type: 'sla.breached' })).toBe(2);
  });

  it('count incoming mails', async () => {
    const { mail } = await keep(holdfast, letter());
    await keep(holdfast, letter());
    await settled(holdfast, mail.id);
    const kept = await readFigures(apiPort);
    const mails = (result: string) => kept.of('holdfast_mails_in_total', { source: 'smtp', result });
    expect([mails('kept'), mails('copy')]).toEqual([1, 1]);
    const processed = (reason: string) =>
      figuresWhen(
        workerPort,
        `a mail to be counted: ${reason}`,
        (seen) => seen.of('holdfast_mails_processed_total', { outcome: 'opened', reason }) === 1,
      );
    await processed('');
    const second = await keep(holdfast, letter({ subject: 'One more, whose confirmation is held' }));
    await settled(holdfast, second.mail.id);
    await processed('receipt_held');
  });

  it('count mailed secrets that ended because a requester can read them', async () => {
    const bob = await holdfast.client('bob');
    const { mailedSecrets, users, codes } = holdfast.deps;
    const { id: personId } = (await users.findByEmail('bob@holdfast.local'))!;
    await (
      await holdfast.client()
    ).post('/api/v1/auth/request-password-reset', { email: 'bob@holdfast.local' });
    const [code] = await codes.live(personId, ['password_reset'], new Date());
    const ended = async (kind: string) =>
      (await readFigures(apiPort)).of('holdfast_ended_secrets_total', { kind });
    expect([await ended('password'), await ended('mail_switch'), await ended('ticket')]).toEqual([0, 0, 0]);
    const links = [code!.id, mailSwitchId({ personId, group: 'comments' })].map((id) =>
      mailedSecrets.token(id),
    );
    await bob.post(`/api/v1/tickets/${first}/comments`, { body: links.join('\n') });
    expect([await ended('password'), await ended('mail_switch'), await ended('ticket')]).toEqual([1, 1, 0]);
  });

  it('count conversations of visitors, and begin at zero for forms and automatic answers', async () => {
    const visitor = await holdfast.client();
    const { body } = await visitor.post('/api/v1/chat/tokens');
    const talk = visitor.with({ 'x-chat-token': body.token });
    await talk.post('/api/v1/chat', { text: 'Is anybody there?' });
    await talk.post('/api/v1/chat', { text: 'Is anybody there?' });
    const figures = await readFigures(apiPort);
    const visits = (way: string, result: string) =>
      figures.of('holdfast_public_submissions_total', { way, result });
    expect([visits('chat', 'accepted'), visits('chat', 'refused'), visits('form', 'accepted')]).toEqual([
      1, 0, 0,
    ]);
    expect(figures.of('holdfast_tickets_created_total', { source: 'chat' })).toBe(1);
    expect(figures.of('holdfast_automatic_answers_total', { outcome: 'sent' })).toBe(0);
  });

  it('count refusals by limits', async () => {
    const stranger = await holdfast.client();
    const guess = { email: 'bob@holdfast.local', password: 'not-this-one' };
    for (let tries = 0; tries < 11; tries += 1) await stranger.post('/api/v1/auth/login', guess);
    const figures = await readFigures(apiPort);
    expect(figures.of('holdfast_rate_limited_total', { limit: 'failed_pair' })).toBe(1);
  });

  it('show the last repair sweep, and open tickets', async () => {
    const { backlogStats, sweeps } = holdfast.deps;
    expect(await backlogStats.lastSweep()).toBeNull();
    const none = { count: 0, tickets: [] };
    const stuck = { count: 2, tickets: ['TKT-2026-000001', 'TKT-2026-000002'] };
    const findings = { checked: 9, repaired: none, stuck, failed: none, lingering: none };
    const startedAt = new Date();
    await sweeps.begin({ id: 'done', requestedBy: null, startedAt });
    await sweeps.finish('done', { ...findings, published: 0, unpublished: 0 }, startedAt);
    await sweeps.begin({ id: 'under way', requestedBy: null, startedAt: new Date(startedAt.getTime() + 1) });
    const figures = await figuresWhen(
      apiPort,
      'the sweep to be seen',
      (seen) => seen.of('holdfast_sweep_tickets', { finding: 'stuck' }) === 2,
    );
    expect(figures.of('holdfast_sweep_tickets', { finding: 'repaired' })).toBe(0);
    expect(figures.of('holdfast_sweep_finished_timestamp_seconds')).toBe(startedAt.getTime() / 1000);
    expect((await backlogStats.openTickets()).get('open')).toBeGreaterThanOrEqual(1);
    expect(figures.of('holdfast_open_tickets', { status: 'closed' })).toBeUndefined();
  });

  it('contain no people, tickets or addresses', async () => {
    for (const port of [apiPort, workerPort]) {
      const { text } = await readFigures(port);
      expect(text).not.toMatch(/TKT-|alice|holdfast\.local|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}/u);
    }
  });

  it('are read-only, and only at their address', async () => {
    const at = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${apiPort}${path}`, { method });
    expect((await at('/metrics', 'HEAD')).headers.get('content-type')).toMatch(
      /^text\/plain; version=0\.0\.4/,
    );
    expect((await at('/metrics?x')).status).toBe(200);
    expect((await at('/')).status).toBe(404);
    const posted = await at('/metrics', 'POST');
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await fetch(`${holdfast.url}/metrics`)).status).toBe(404);
  });

  it('name the variable of a port that is in use', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const config = loadConfig({ WORKER_METRICS_PORT: String(port) });
    await expect(openMetrics(config, 'worker', new PromMetrics(), holdfast.deps)).rejects.toThrow(
      `WORKER_METRICS_PORT: cannot listen at 127.0.0.1:${port}`,
    );
    taken.close();
  });
});
