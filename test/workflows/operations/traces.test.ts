import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { traceSinks } from '../../../src/adapters/temporal/traces.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import type { AppDeps } from '../../../src/app/deps.js';
import {
  drawn,
  pathOf,
  startCollector,
  type CollectedSpan,
  type Collector,
} from '../../support/servers/collector.js';
import { bundleFor, startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit, trail, VPN_TICKET } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const STRANGE_TRACE = 'abcdefabcdefabcdefabcdefabcdefab';
const HEADER = '_tracer-data';

describe('a Holdfast with a collector', () => {
  let collector: Collector;
  let holdfast: Holdfast;
  beforeAll(async () => {
    collector = await startCollector();
    holdfast = await startHoldfast({
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=desk%201',
      },
    });
  });
  afterAll(async () => {
    await holdfast.close();
    await collector.close();
  });

  const traceOf = ({ traceId }: CollectedSpan) => collector.spans.filter((span) => span.traceId === traceId);
  const spanWhere = (what: string, isIt: (span: CollectedSpan) => boolean) =>
    waitFor(what, () => collector.spans.find(isIt));
  const paths = (spans: readonly CollectedSpan[]) => spans.map((span) => pathOf(spans, span).join(' > '));
  const historyOf = (number: string) =>
    holdfast.temporal.workflow.getHandle(`ticket/${number}`).fetchHistory();

  it('shows a ticket from its request to its mails as one trace, without personal data', async () => {
    const alice = (await holdfast.client('alice')).with({
      traceparent: `00-${STRANGE_TRACE}-00f067aa0ba902b7-01`,
    });
    const admin = await holdfast.client('admin');
    const { number } = await submit(alice);
    const { assignee } = await assigned(admin, number);
    const life = await spanWhere(
      'the workflow',
      ({ name, attributes }) =>
        name === 'RunWorkflow:ticketLifecycle' && attributes['temporalWorkflowId'] === `ticket/${number}`,
    );
    const RELAYED = 'POST /api/v1/tickets > mongodb tickets.commit > relay ticket.created';
    const LIFE = `${RELAYED} > StartWorkflow:ticketLifecycle > RunWorkflow:ticketLifecycle`;
    const expected = [
      'POST /api/v1/tickets',
      `${LIFE} > RunActivity:triageTicket > chat rules-1`,
      `${LIFE} > RunActivity:triageTicket > mongodb tickets.commit`,
      `${LIFE} > RunActivity:assignTicket > mongodb tickets.commit`,
    ];
    const spans = await waitFor('the mails', () => {
      const found = traceOf(life);
      const isWhole =
        found.some(({ name }) => name === 'smtp send') &&
        expected.every((path) => paths(found).includes(path)) &&
        !paths(found).some((path) => path.includes('a lost span'));
      return isWhole ? found : undefined;
    }).catch((error: unknown) => {
      throw new Error(`Not whole:\n${drawn(traceOf(life))}`, { cause: error });
    });
    if (process.env['HOLDFAST_TEST_LOG_LEVEL'] !== undefined) console.log(drawn(spans));

    const mails = spans.filter(({ name }) => name === 'smtp send');
    for (const mail of mails) {
      expect(pathOf(spans, mail).join(' > ')).toMatch(
        new RegExp(`^${LIFE.replaceAll('/', '\\/')} > RunActivity:sendDeliver(y|ies) > smtp send$`),
      );
      expect(mail.attributes['smtp.response.code']).toBe(250);
    }
    const [request] = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(request).toMatchObject({
      name: 'POST /api/v1/tickets',
      service: 'holdfast-api',
      isError: false,
      attributes: { 'http.route': '/api/v1/tickets', 'http.response.status_code': 201 },
    });
    expect(life.service).toBe('holdfast-worker');
    expect(life.traceId).not.toBe(STRANGE_TRACE);
    expect(collector.headers[0]).toMatchObject({ 'x-tenant': 'desk 1' });

    const told = collector.bodies.join('\n');
    expect(told).toContain(number);
    for (const secret of [
      STRANGE_TRACE,
      VPN_TICKET.title,
      VPN_TICKET.description,
      '@holdfast.local',
      assignee.name,
      'Alice',
      'Bearer',
    ]) {
      expect([secret, told.includes(secret)]).toEqual([secret, false]);
    }
  });

  it('stores the trace of the writer on the event, which the activity log does not show', async () => {
    const [alice, admin] = [await holdfast.client('alice'), await holdfast.client('admin')];
    const { id, number } = await submit(alice);
    await assigned(admin, number);
    const events = await holdfast.mongo.collection('events').find({ ticketId: id }).toArray();
    const placed = events.filter(({ traceparent }) => /^00-\w{32}-\w{16}-01$/.test(traceparent));
    // What the workflow's own activities write is born published: nobody goes on from there.
    expect(placed.map(({ type }) => type)).toEqual(['ticket.created']);
    expect(JSON.stringify(await trail(admin, number))).not.toContain('traceparent');
  });

  it('shows a re-run and a change in their own traces, with links to the life of the ticket', async () => {
    const [alice, admin] = [await holdfast.client('alice'), await holdfast.client('admin')];
    const { number } = await submit(alice);
    await assigned(admin, number);
    const workflowId = `ticket/${number}`;
    const ofTicket = (name: string) => (span: CollectedSpan) =>
      span.name === name && span.attributes['temporalWorkflowId'] === workflowId;
    const life = await spanWhere('the life', ofTicket('RunWorkflow:ticketLifecycle'));

    await alice.post(`/api/v1/tickets/${number}/comments`, { body: 'It is worse now.' });
    const poked = await spanWhere('the poke', ofTicket('HandleSignal:poke'));
    await waitFor('its request', () =>
      paths(traceOf(poked)).includes(
        'POST /api/v1/tickets/{ticket}/comments > mongodb tickets.commit > relay ticket.commented > ' +
          'SignalWithStartWorkflow:ticketLifecycle > HandleSignal:poke',
      )
        ? true
        : undefined,
    );
    expect(poked.links).toMatchObject([{ traceId: life.traceId, spanId: life.spanId }]);

    await admin.post('/api/v1/admin/rerun-ai', { ticket_ids: [number] });
    const asked = await spanWhere('the update', ofTicket('HandleUpdate:TicketUpdate'));
    await waitFor('what came of it', () =>
      paths(traceOf(asked)).includes(
        'POST /api/v1/admin/rerun-ai > StartWorkflow:rerunTriageBatch > RunWorkflow:rerunTriageBatch > ' +
          'RunActivity:rerunTicket > StartWorkflowUpdate:TicketUpdate > HandleUpdate:TicketUpdate > ' +
          'RunActivity:triageTicket > chat rules-1',
      )
        ? true
        : undefined,
    );
    expect(asked.links).toMatchObject([{ traceId: life.traceId, spanId: life.spanId }]);
  });

  it('names requests by their routes, and marks a refusal as no error', async () => {
    const alice = await holdfast.client('alice');
    expect((await alice.get('/api/v1/tickets/TKT-2020-000001?note=secret-words')).status).toBe(404);
    const refused = ({ attributes }: CollectedSpan) => attributes['http.response.status_code'] === 404;
    const span = await spanWhere('the request', refused);
    expect(span).toMatchObject({ name: 'GET /api/v1/tickets/{ticket}', isError: false });
    expect(collector.bodies.join()).not.toContain('secret-words');
  });

  it('a ticket continues when tracing is switched off or on between deployments', async () => {
    const [alice, admin] = [await holdfast.client('alice'), await holdfast.client('admin')];
    const isOff = { ...holdfast.config, telemetry: undefined };
    const traced = await submit(alice);
    await assigned(admin, traced.number);
    // Off: what was begun with tracing is replayed without, and goes on.
    await holdfast.stopWorker();
    const off = await holdfast.workerWith(isOff);
    const { number: untraced } = await ticketBy(off.deps);
    await admin.post(`/api/v1/tickets/${traced.number}/cancel`, {});
    await holdfast.temporal.workflow.getHandle(`ticket/${traced.number}`).result();
    await assigned(admin, untraced);
    await off.close();

    // On again, and the other way round.
    await holdfast.startWorker();
    await admin.post(`/api/v1/tickets/${untraced}/cancel`, {});
    await holdfast.temporal.workflow.getHandle(`ticket/${untraced}`).result();

    const bundles = [{ codePath: bundleFor(holdfast.config) }, await bundleWithout()];
    const sinks = traceSinks(off.deps.tracer);
    for (const [number, isTraced] of [
      [traced.number, true],
      [untraced, false],
    ] as const) {
      const history = await historyOf(number);
      const events = history.events ?? [];
      const [start] = events.flatMap((event) => event.workflowExecutionStartedEventAttributes ?? []);
      expect([number, HEADER in (start?.header?.fields ?? {})]).toEqual([number, isTraced]);
      expect(events.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
      for (const workflowBundle of bundles) {
        const replayed = Worker.runReplayHistory({ workflowBundle, sinks }, history, `ticket/${number}`);
        await expect(replayed).resolves.toBeUndefined();
      }
    }
  });

  // Last, since what is told from here on is lost.
  it('accepts and processes tickets while the collector does not answer', async () => {
    const [alice, admin] = [await holdfast.client('alice'), await holdfast.client('admin')];
    collector.status = null;
    await assigned(admin, (await submit(alice)).number);
  });
});

/** A ticket of Alice's, made by these parts of a system. */
async function ticketBy(deps: AppDeps) {
  const alice = await deps.users.findByEmail('alice@holdfast.local');
  return createTicket(
    deps,
    { ...alice!, type: 'user' },
    { source: 'api', input: VPN_TICKET, id: randomUUID() },
  );
}

/** The workflows as they were before there were traces. */
function bundleWithout() {
  const workflowsPath = fileURLToPath(new URL('../../../workflows/index.ts', import.meta.url));
  return bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
}
