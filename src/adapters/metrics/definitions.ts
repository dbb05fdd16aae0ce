import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/* All that Holdfast tells of itself. No label ever holds what people write, are called, or are reached by. */

const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LAG_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1_800];
const MAIL_SECONDS = [0.1, 0.5, 1, 2, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];
const NOTICE_SECONDS = [1, 2, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];
const MODEL_SECONDS = [0.01, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 25];

export type Definitions = ReturnType<typeof defineMetrics>;

/** Registers every metric but those of the process itself. */
export function defineMetrics(registry: Registry) {
  const registers = [registry];
  return {
    build: new Gauge({
      name: 'holdfast_build_info',
      help: 'Always 1; the version that runs, and whether it is the API or a worker.',
      labelNames: ['version', 'service'],
      registers,
    }),
    requests: new Histogram({
      name: 'holdfast_http_request_duration_seconds',
      help: 'Time until a request was answered. The route is a pattern; "none" for the documentation, and where no route knows the address.',
      labelNames: ['method', 'route', 'code'],
      buckets: HTTP_SECONDS,
      registers,
    }),
    requestsInProgress: new Gauge({
      name: 'holdfast_http_requests_in_progress',
      help: 'Requests that are not answered yet.',
      registers,
    }),
    requestsRefused: new Counter({
      name: 'holdfast_http_requests_refused_total',
      help: 'Requests that were refused at once because too many were in progress. They are in no other figure.',
      registers,
    }),
    rateLimited: new Counter({
      name: 'holdfast_rate_limited_total',
      help: 'Requests and attempts to sign in that were refused, by the limit that they met.',
      labelNames: ['limit'],
      registers,
    }),
    relayLag: new Histogram({
      name: 'holdfast_relay_lag_seconds',
      help: 'Time from the commit of an event until everybody was told of it. Several relays tell of the same events.',
      buckets: LAG_SECONDS,
      registers,
    }),
    relayFailures: new Counter({
      name: 'holdfast_relay_failures_total',
      help: 'What the relay could not do and tries again: watch, read, publish or note.',
      labelNames: ['step'],
      registers,
    }),
    eventsConsumed: new Counter({
      name: 'holdfast_events_consumed_total',
      help: 'Events that a consumer of the event log has handled. After a crash some come again and are counted again.',
      labelNames: ['consumer'],
      registers,
    }),
    consumerFailures: new Counter({
      name: 'holdfast_event_consumer_failures_total',
      help: 'What a consumer of the event log could not do and tries again: read, handle or note.',
      labelNames: ['consumer', 'step'],
      registers,
    }),
    deliveries: new Counter({
      name: 'holdfast_deliveries_total',
      help: 'Attempts to send a mail, by the kind of mail and what became of it.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    deliveryDelay: new Histogram({
      name: 'holdfast_delivery_delay_seconds',
      help: 'Time from the instant at which a mail was to go out until the mail server had taken it.',
      buckets: MAIL_SECONDS,
      registers,
    }),
    filesGiven: new Counter({
      name: 'holdfast_files_given_total',
      help: 'Files of answers for requesters and people in copy: attached to a mail that was sent, linked in one, and fetched by such a link.',
      labelNames: ['way'],
      registers,
    }),
    mailsIn: new Counter({
      name: 'holdfast_mails_in_total',
      help: 'Mails that came in: kept, a copy of one that is kept, or left where it was.',
      labelNames: ['source', 'result'],
      registers,
    }),
    mailsProcessed: new Counter({
      name: 'holdfast_mails_processed_total',
      help: 'What became of mails that came in; the reason where they were ignored or refused, or their sender got no confirmation (receipt_held).',
      labelNames: ['outcome', 'reason'],
      registers,
    }),
    ticketEvents: new Counter({
      name: 'holdfast_ticket_events_total',
      help: 'What happened to tickets, by the types of the trail.',
      labelNames: ['type'],
      registers,
    }),
    endedSecrets: new Counter({
      name: 'holdfast_ended_secrets_total',
      help: "Mailed secrets of staff that ended since a requester can read one: the links and reply address of a person on a ticket (ticket), a person's links that switch off mails (mail_switch), a link to a new password (password).",
      labelNames: ['kind'],
      registers,
    }),
    slaWarnings: new Counter({
      name: 'holdfast_sla_warnings_total',
      help: 'Promises of which the share to warn at was used up.',
      labelNames: ['target', 'priority'],
      registers,
    }),
    slaBreaches: new Counter({
      name: 'holdfast_sla_breaches_total',
      help: 'Promises that were broken.',
      labelNames: ['target', 'priority'],
      registers,
    }),
    breachNotice: new Histogram({
      name: 'holdfast_sla_breach_notice_delay_seconds',
      help: 'Time from the instant at which a promise was due until its breach was noticed.',
      buckets: NOTICE_SECONDS,
      registers,
    }),
    modelCalls: new Histogram({
      name: 'holdfast_ai_call_duration_seconds',
      help: 'Time of a question to a model with its repair, by what came of it: "ok" or the code of the fault.',
      labelNames: ['provider', 'model', 'task', 'outcome'],
      buckets: MODEL_SECONDS,
      registers,
    }),
    modelTokens: new Counter({
      name: 'holdfast_ai_tokens_total',
      help: 'Tokens that providers say they have read (input) and written (output).',
      labelNames: ['provider', 'model', 'direction'],
      registers,
    }),
  };
}

export type StateGauges = ReturnType<typeof defineStateGauges>;

/** What is read from outside when somebody asks; without an answer there is no value. */
export function defineStateGauges(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    outbox: gauge(
      'holdfast_outbox_events',
      'Events that the lifecycle has not been told of yet, 10,000 at most.',
    ),
    outboxAge: gauge(
      'holdfast_outbox_oldest_age_seconds',
      'Age of the oldest of them; 0 where there is none.',
    ),
    consumerLag: gauge(
      'holdfast_event_consumer_lag_seconds',
      'How far a consumer of the event log is behind: all that was committed before has been handled.',
      ['consumer'],
    ),
    deliveries: gauge(
      'holdfast_deliveries_waiting',
      'Mails of the last two days that are due and not sent, 10,000 at most.',
    ),
    deliveriesAge: gauge('holdfast_deliveries_oldest_age_seconds', 'For how long the oldest of them is due.'),
    mailsIn: gauge(
      'holdfast_mails_in_waiting',
      'Mails that came in and wait to be processed, 10,000 at most.',
    ),
    mailsInAge: gauge('holdfast_mails_in_oldest_age_seconds', 'For how long the oldest of them has waited.'),
    openTickets: gauge('holdfast_open_tickets', 'Tickets that are not over, 100,000 of a status at most.', [
      'status',
    ]),
    sweepTickets: gauge('holdfast_sweep_tickets', 'What the last repair sweep has found.', ['finding']),
    sweepAt: gauge('holdfast_sweep_finished_timestamp_seconds', 'When the last repair sweep was done.'),
    services: gauge(
      'holdfast_service_up',
      '1 for a service that this process reaches, 0 for one that it does not.',
      ['service'],
    ),
    failures: new Counter({
      name: 'holdfast_state_read_failures_total',
      help: 'How often something that is read for these gauges could not be read.',
      labelNames: ['state'],
      registers: [registry],
    }),
  };
}
