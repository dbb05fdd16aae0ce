import type { Gauge, Registry } from 'prom-client';
import type { Clock } from '../../ports/clock.js';
import type { BacklogStats, Waiting } from '../../ports/operations/backlog-stats.js';
import type { HealthProbes } from '../../ports/operations/health.js';
import { defineStateGauges, type StateGauges } from './definitions.js';
import { secondsBetween } from './prom-metrics.js';
import { keepFresh } from './reading.js';

const FRESH_MS = 5_000;
/** Reads more than the others. */
const TICKETS_FRESH_MS = 60_000;

/**
 * The services that Holdfast needs.
 * Mail servers and models are visible by the outcomes of mails and calls.
 */
const SERVICES = ['mongo', 'temporal', 'worker'] as const;

export interface Watched {
  readonly backlogStats: BacklogStats;
  readonly probes: Pick<HealthProbes, (typeof SERVICES)[number]>;
  readonly clock: Clock;
}

/** Creates gauges of database state and services. The returned function updates them, and never fails. */
export function stateGauges(registry: Registry, watched: Watched): () => Promise<void> {
  const gauges = defineStateGauges(registry);
  const { backlogStats, probes, clock } = watched;
  const queue = (state: string, read: () => Promise<Waiting>, count: Gauge, age: Gauge) =>
    ofQueue(gauges, state, read, { count, age, clock });
  const readings = [
    queue('outbox', () => backlogStats.outbox(), gauges.outbox, gauges.outboxAge),
    queue('deliveries', () => backlogStats.deliveries(clock.now()), gauges.deliveries, gauges.deliveriesAge),
    queue('received_mails', () => backlogStats.receivedMails(), gauges.mailsIn, gauges.mailsInAge),
    queue('triage_reviews', () => backlogStats.triageReviews(), gauges.reviews, gauges.reviewsAge),
    queue('held_files', () => backlogStats.heldFiles(), gauges.heldFiles, gauges.heldFilesAge),
    queue('webhooks', () => backlogStats.webhooks(clock.now()), gauges.webhooks, gauges.webhooksAge),
    ofFailingWebhooks(gauges, backlogStats),
    ofConsumers(gauges, backlogStats, clock),
    ofOpenTickets(gauges, backlogStats),
    ofLastSweep(gauges, backlogStats),
    ...SERVICES.map((service) => ofService(gauges, service, probes[service])),
  ];
  return async () => {
    await Promise.all(readings.map((refresh) => refresh()));
  };
}

function ofQueue(
  { failures }: StateGauges,
  state: string,
  read: () => Promise<Waiting>,
  { count, age, clock }: { readonly count: Gauge; readonly age: Gauge; readonly clock: Clock },
) {
  const clear = () => {
    count.remove();
    age.remove();
  };
  // A gauge without labels would start with an unread 0.
  clear();
  return keepFresh({
    read,
    freshMs: FRESH_MS,
    show: (waiting) => {
      count.set(waiting.count);
      age.set(waiting.oldestAt === null ? 0 : secondsBetween(waiting.oldestAt, clock.now()));
    },
    hide: () => {
      clear();
      failures.inc({ state });
    },
  });
}

/** A consumer that has handled everything lags only a moment: its position moves with time. */
function ofConsumers({ consumerLag, failures }: StateGauges, backlogStats: BacklogStats, clock: Clock) {
  return keepFresh({
    read: () => backlogStats.consumers(),
    freshMs: FRESH_MS,
    show: (consumers) => {
      consumerLag.reset();
      for (const [consumer, caughtUpAt] of consumers) {
        consumerLag.set({ consumer }, Math.max(0, secondsBetween(caughtUpAt, clock.now())));
      }
    },
    hide: () => {
      consumerLag.reset();
      failures.inc({ state: 'consumers' });
    },
  });
}

function ofFailingWebhooks({ failingWebhooks, failures }: StateGauges, backlogStats: BacklogStats) {
  failingWebhooks.remove();
  return keepFresh({
    read: () => backlogStats.failingWebhooks(),
    freshMs: FRESH_MS,
    show: (count) => failingWebhooks.set(count),
    hide: () => {
      failingWebhooks.remove();
      failures.inc({ state: 'failing_webhooks' });
    },
  });
}

function ofOpenTickets({ openTickets, failures }: StateGauges, backlogStats: BacklogStats) {
  return keepFresh({
    read: () => backlogStats.openTickets(),
    freshMs: TICKETS_FRESH_MS,
    show: (tickets) => {
      for (const [status, count] of tickets) openTickets.set({ status }, count);
    },
    hide: () => {
      openTickets.reset();
      failures.inc({ state: 'open_tickets' });
    },
  });
}

function ofLastSweep({ sweepTickets, sweepAt, failures }: StateGauges, backlogStats: BacklogStats) {
  sweepAt.remove();
  return keepFresh({
    read: () => backlogStats.lastSweep(),
    freshMs: FRESH_MS,
    show: (sweep) => {
      if (sweep === null) return;
      const { repaired, stuck, failed, lingering } = sweep.report;
      const tallies = Object.entries({ repaired, stuck, failed, lingering });
      for (const [finding, { count }] of tallies) sweepTickets.set({ finding }, count);
      sweepAt.set(sweep.finishedAt.getTime() / 1000);
    },
    hide: () => {
      sweepTickets.reset();
      sweepAt.remove();
      failures.inc({ state: 'last_sweep' });
    },
  });
}

function ofService({ services }: StateGauges, service: string, ask: HealthProbes['mongo']) {
  return keepFresh({
    read: ask,
    freshMs: FRESH_MS,
    show: ({ status }) => services.set({ service }, status === 'ok' ? 1 : 0),
    hide: () => services.set({ service }, 0),
  });
}
