import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/* All metrics of Holdfast. No label contains text, names or addresses of people. */

const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LAG_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1_800];
const MAIL_SECONDS = [0.1, 0.5, 1, 2, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];
const NOTICE_SECONDS = [1, 2, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];
const MODEL_SECONDS = [0.01, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 25];

export type Definitions = ReturnType<typeof defineMetrics>;

/** Registers all metrics except those of the process. */
export function defineMetrics(registry: Registry) {
  const registers = [registry];
  return {
    build: new Gauge({
      name: 'holdfast_build_info',
      help: 'Always 1. The labels give the running version and the process: API or worker.',
      labelNames: ['version', 'service'],
      registers,
    }),
    requests: new Histogram({
      name: 'holdfast_http_request_duration_seconds',
      help: 'Duration of a request. The route is a pattern; it is "none" for the documentation and for unknown paths.',
      labelNames: ['method', 'route', 'code'],
      buckets: HTTP_SECONDS,
      registers,
    }),
    requestsInProgress: new Gauge({
      name: 'holdfast_http_requests_in_progress',
      help: 'Requests in progress.',
      registers,
    }),
    requestsRefused: new Counter({
      name: 'holdfast_http_requests_refused_total',
      help: 'Requests refused immediately because too many were in progress. No other metric counts them.',
      registers,
    }),
    rateLimited: new Counter({
      name: 'holdfast_rate_limited_total',
      help: 'Requests and sign-in attempts refused by a rate limit, by limit.',
      labelNames: ['limit'],
      registers,
    }),
    relayLag: new Histogram({
      name: 'holdfast_relay_lag_seconds',
      help: 'Time from the commit of an event until it is published. Several relays can publish the same event.',
      buckets: LAG_SECONDS,
      registers,
    }),
    relayFailures: new Counter({
      name: 'holdfast_relay_failures_total',
      help: 'Relay failures that are retried, by step: watch, read, publish or note.',
      labelNames: ['step'],
      registers,
    }),
    eventsConsumed: new Counter({
      name: 'holdfast_events_consumed_total',
      help: 'Events handled by a consumer of the event log. After a crash, repeated events are counted again.',
      labelNames: ['consumer'],
      registers,
    }),
    consumerFailures: new Counter({
      name: 'holdfast_event_consumer_failures_total',
      help: 'Event consumer failures that are retried, by step: read, handle or note.',
      labelNames: ['consumer', 'step'],
      registers,
    }),
    deliveries: new Counter({
      name: 'holdfast_deliveries_total',
      help: 'Attempts to send a mail, by kind of mail and outcome.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    deliveryDelay: new Histogram({
      name: 'holdfast_delivery_delay_seconds',
      help: 'Time from the due time of a mail until the mail server accepted it.',
      buckets: MAIL_SECONDS,
      registers,
    }),
    filesGiven: new Counter({
      name: 'holdfast_files_given_total',
      help: 'Files sent to requesters and people in copy: attached to a mail, linked in a mail, or fetched through such a link.',
      labelNames: ['way'],
      registers,
    }),
    filesScanned: new Counter({
      name: 'holdfast_files_scanned_total',
      help: 'Files that the virus scanner has seen, by verdict: clean or infected.',
      labelNames: ['verdict'],
      registers,
    }),
    filesRead: new Counter({
      name: 'holdfast_files_read_total',
      help: 'Files whose text was read, by kind and fault: none, unsupported, encrypted, broken, too_large, too_many_pages, timed_out, out_of_memory or failed.',
      labelNames: ['kind', 'fault'],
      registers,
    }),
    mcpToolCalls: new Counter({
      name: 'holdfast_mcp_tool_calls_total',
      help: 'Calls of tools of the MCP server, by tool and outcome: answered, refused (bad arguments or no permission) or failed.',
      labelNames: ['tool', 'outcome'],
      registers,
    }),
    companyToolCalls: new Counter({
      name: 'holdfast_ai_tool_calls_total',
      help: 'Calls of tools of MCP servers by AI tasks, by task, server and outcome: answered, refused, failed or late.',
      labelNames: ['task', 'server', 'outcome'],
      registers,
    }),
    webhookAttempts: new Counter({
      name: 'holdfast_webhook_attempts_total',
      help: 'Attempts to send a webhook, by the state of the delivery after it: delivered, pending (it is retried) or failed.',
      labelNames: ['outcome'],
      registers,
    }),
    webhookDelay: new Histogram({
      name: 'holdfast_webhook_delay_seconds',
      help: 'Time from an event until an endpoint had it.',
      buckets: MAIL_SECONDS,
      registers,
    }),
    pushes: new Counter({
      name: 'holdfast_pushes_total',
      help: 'Attempts to push a notification to a browser, by outcome: sent, gone (it is removed), refused or failed (it is retried).',
      labelNames: ['outcome'],
      registers,
    }),
    liveConnections: new Gauge({
      name: 'holdfast_live_connections',
      help: 'Open sockets and event streams.',
      registers,
    }),
    liveClosed: new Counter({
      name: 'holdfast_live_closed_total',
      help: 'Live connections that the server ended, by reason: signed_out, rights_changed, too_slow, unavailable or restart.',
      labelNames: ['reason'],
      registers,
    }),
    liveResyncs: new Counter({
      name: 'holdfast_live_resyncs_total',
      help: 'Times that a client, or all clients of the process, were told to read their data again.',
      registers,
    }),
    mailsIn: new Counter({
      name: 'holdfast_mails_in_total',
      help: 'Incoming mails: stored, ignored as a duplicate, or left on the server.',
      labelNames: ['source', 'result'],
      registers,
    }),
    mailsProcessed: new Counter({
      name: 'holdfast_mails_processed_total',
      help: 'Processed incoming mails by outcome, with the reason if a mail was ignored or refused, or if its confirmation was held (receipt_held).',
      labelNames: ['outcome', 'reason'],
      registers,
    }),
    ticketEvents: new Counter({
      name: 'holdfast_ticket_events_total',
      help: 'Ticket events, by event type.',
      labelNames: ['type'],
      registers,
    }),
    ticketsCreated: new Counter({
      name: 'holdfast_tickets_created_total',
      help: 'Created tickets, by source. A confirmed form counts as form, and a conversation as chat.',
      labelNames: ['source'],
      registers,
    }),
    visits: new Counter({
      name: 'holdfast_public_submissions_total',
      help: 'Forms and new conversations of visitors, by way (form or chat) and result: accepted, withheld (no mail to an address that got enough) or refused by a limit.',
      labelNames: ['way', 'result'],
      registers,
    }),
    automaticAnswers: new Counter({
      name: 'holdfast_automatic_answers_total',
      help: 'Automatic answers: planned, sent or withheld, with the reason if one was withheld.',
      labelNames: ['outcome', 'reason'],
      registers,
    }),
    endedSecrets: new Counter({
      name: 'holdfast_ended_secrets_total',
      help: 'Mailed secrets of staff that were revoked because a requester could read them: links and reply address on a ticket (ticket), unsubscribe links (mail_switch), password reset links (password).',
      labelNames: ['kind'],
      registers,
    }),
    slaWarnings: new Counter({
      name: 'holdfast_sla_warnings_total',
      help: 'SLA targets that reached the warning threshold.',
      labelNames: ['target', 'priority'],
      registers,
    }),
    slaBreaches: new Counter({
      name: 'holdfast_sla_breaches_total',
      help: 'SLA targets that were breached.',
      labelNames: ['target', 'priority'],
      registers,
    }),
    breachNotice: new Histogram({
      name: 'holdfast_sla_breach_notice_delay_seconds',
      help: 'Time from the due time of an SLA target until its breach was recorded.',
      buckets: NOTICE_SECONDS,
      registers,
    }),
    modelCalls: new Histogram({
      name: 'holdfast_ai_call_duration_seconds',
      help: 'Duration of a model call, including one repair attempt, by outcome: "ok" or the error code.',
      labelNames: ['provider', 'model', 'task', 'outcome'],
      buckets: MODEL_SECONDS,
      registers,
    }),
    modelTokens: new Counter({
      name: 'holdfast_ai_tokens_total',
      help: 'Tokens read (input) and written (output), as reported by the providers.',
      labelNames: ['provider', 'model', 'direction'],
      registers,
    }),
  };
}

export type StateGauges = ReturnType<typeof defineStateGauges>;

/** Gauges of external state, read at scrape time; a gauge without an answer has no value. */
export function defineStateGauges(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    outbox: gauge('holdfast_outbox_events', 'Events that are not published yet, 10,000 at most.'),
    outboxAge: gauge(
      'holdfast_outbox_oldest_age_seconds',
      'Age of the oldest unpublished event; 0 if there is none.',
    ),
    consumerLag: gauge(
      'holdfast_event_consumer_lag_seconds',
      'Lag of an event log consumer: it has handled all events committed before then.',
      ['consumer'],
    ),
    deliveries: gauge(
      'holdfast_deliveries_waiting',
      'Mails of the last two days that are due but not sent, 10,000 at most.',
    ),
    deliveriesAge: gauge(
      'holdfast_deliveries_oldest_age_seconds',
      'Time since the oldest unsent mail was due.',
    ),
    webhooks: gauge('holdfast_webhooks_due', 'Webhook deliveries that are due, 10,000 at most.'),
    webhooksAge: gauge(
      'holdfast_webhooks_due_oldest_age_seconds',
      'Time since the oldest webhook delivery was due.',
    ),
    failingWebhooks: gauge(
      'holdfast_webhooks_failing',
      'Active webhooks that have failed since their last success.',
    ),
    heldFiles: gauge('holdfast_files_held', 'Files that wait for the virus scanner, 10,000 at most.'),
    heldFilesAge: gauge(
      'holdfast_files_held_oldest_age_seconds',
      'Waiting time of the oldest file that the virus scanner has not seen.',
    ),
    mailsIn: gauge('holdfast_mails_in_waiting', 'Incoming mails that wait for processing, 10,000 at most.'),
    mailsInAge: gauge('holdfast_mails_in_oldest_age_seconds', 'Waiting time of the oldest incoming mail.'),
    reviews: gauge(
      'holdfast_triage_reviews_waiting',
      'Tickets whose triage waits for a person, 10,000 at most.',
    ),
    reviewsAge: gauge(
      'holdfast_triage_reviews_oldest_age_seconds',
      'Time since the oldest of these tickets was created.',
    ),
    openTickets: gauge(
      'holdfast_open_tickets',
      'Tickets that are not closed or cancelled, at most 100,000 in each status.',
      ['status'],
    ),
    sweepTickets: gauge('holdfast_sweep_tickets', 'Tickets found by the last repair sweep, by finding.', [
      'finding',
    ]),
    sweepAt: gauge('holdfast_sweep_finished_timestamp_seconds', 'Time when the last repair sweep finished.'),
    services: gauge('holdfast_service_up', '1 if this process reaches the service, otherwise 0.', [
      'service',
    ]),
    failures: new Counter({
      name: 'holdfast_state_read_failures_total',
      help: 'Failed reads of the state that these gauges show.',
      labelNames: ['state'],
      registers: [registry],
    }),
  };
}
