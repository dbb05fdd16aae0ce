import type { ActivityOptions } from '@temporalio/workflow';

// The faults themselves decide whether they are retried, not these options: `activities/failures.ts`.

/**
 * Short transactions.
 * Ten seconds are a hundred times the normal duration, and notice a dead worker soon. Retried without end, because a
 * ticket must survive any outage of the database.
 */
export const LIFECYCLE_OPTIONS = {
  startToCloseTimeout: '10s',
  retry: {
    initialInterval: '500ms',
    backoffCoefficient: 2,
    maximumInterval: '10s',
  },
} as const satisfies ActivityOptions;

/**
 * A model has three attempts in at most 40 seconds.
 * After that, the wait costs more than the AI saves, and the fallback applies. One attempt may have two calls (answer
 * and repair), each limited by AI_TIMEOUT_MS. Heartbeats tell a slow model from a dead worker.
 */
export const AI_OPTIONS = {
  startToCloseTimeout: '25s',
  scheduleToCloseTimeout: '40s',
  heartbeatTimeout: '6s',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '10s',
    maximumAttempts: 3,
  },
} as const satisfies ActivityOptions;

/**
 * A ticket on fallback waits for the model for a day, behind the quota or through an outage, without blocking
 * anything. If the server supports priorities, new tickets and manual re-runs come first.
 */
export const LATER_AI_OPTIONS = {
  startToCloseTimeout: '25s',
  scheduleToCloseTimeout: '24h',
  heartbeatTimeout: '6s',
  retry: {
    initialInterval: '1m',
    backoffCoefficient: 2,
    maximumInterval: '10m',
  },
  priority: { priorityKey: 5 },
} as const satisfies ActivityOptions;

/**
 * Mail servers may be down for hours.
 * Retries last a day, at first quickly and then every two minutes. The timeout is longer than a claim (30 s), so that
 * the retry after a crash finds the claim expired.
 */
export const MAIL_OPTIONS = {
  startToCloseTimeout: '35s',
  scheduleToCloseTimeout: '24h',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '2m',
  },
} as const satisfies ActivityOptions;

/**
 * A re-run waits for a whole triage in the ticket's workflow, behind a running one.
 * Final or unknown tickets are not retried.
 */
export const RERUN_OPTIONS = {
  startToCloseTimeout: '2m',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '10s',
    maximumAttempts: 5,
  },
} as const satisfies ActivityOptions;

/**
 * Some dozen transactions, a second of work.
 * A minute covers a busy database, and heartbeats notice a dead worker within seconds. Retried without end, because a
 * started job must finish, except for a caller without permission.
 */
export const POLICY_MOVE_OPTIONS = {
  startToCloseTimeout: '1m',
  heartbeatTimeout: '6s',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '30s',
  },
} as const satisfies ActivityOptions;

/**
 * Some dozens of short transactions, which may each wait for another change of the same ticket.
 * Heartbeats notice a dead worker within seconds. The next attempt finds finished tickets. Retried without end,
 * because a refused ticket is a result, not a failure.
 */
export const BULK_OPTIONS = {
  startToCloseTimeout: '5m',
  heartbeatTimeout: '6s',
  retry: {
    initialInterval: '500ms',
    backoffCoefficient: 2,
    maximumInterval: '10s',
  },
} as const satisfies ActivityOptions;

/**
 * Reads a message of up to many megabytes and performs its actions in MongoDB transactions:
 * seconds at most. Two minutes cover a busy machine, and heartbeats notice a dead worker sooner. Retries for a day,
 * at first quickly and then every five minutes, survive an outage or a bad deployment. Permanent faults are not
 * retried: the mail fails with its fault, for a person to inspect.
 */
export const RECEIVE_MAIL_OPTIONS = {
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '24h',
  heartbeatTimeout: '20s',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '5m',
  },
} as const satisfies ActivityOptions;

/**
 * A scanner needs a second for the largest file. It may be away for days, and until then the file is held, so
 * retries have no end.
 */
export const SCAN_OPTIONS = {
  startToCloseTimeout: '3m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const satisfies ActivityOptions;

/**
 * The process that reads a file has a minute, and the wait for one of them. Its own limits are results, so these
 * attempts are for workers that die. A file that ends three workers is given up.
 */
export const READ_FILE_OPTIONS = {
  startToCloseTimeout: '5m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 8 },
} as const satisfies ActivityOptions;

/**
 * One request of at most 15 s, and short writes.
 * Retried without end, because failed requests are results. Only an outage of the database or a dead worker fails it.
 */
export const WEBHOOK_OPTIONS = {
  startToCloseTimeout: '40s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const satisfies ActivityOptions;

/**
 * One request for each browser, of 10 s at most.
 * Given up after an hour: the person has seen the list by then, or sees it next.
 */
export const PUSH_OPTIONS = {
  startToCloseTimeout: '40s',
  scheduleToCloseTimeout: '1h',
  retry: { initialInterval: '5s', backoffCoefficient: 3, maximumInterval: '10m' },
} as const satisfies ActivityOptions;

/**
 * Thousands of requests, with the progress in its heartbeats, from which the next attempt continues.
 * Given up after three days, like a single delivery.
 */
export const WEBHOOK_RECOVERY_OPTIONS = {
  startToCloseTimeout: '6h',
  scheduleToCloseTimeout: '75h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '10m' },
} as const satisfies ActivityOptions;

/**
 * Some hundred documents at a time, for any number of documents.
 * The progress is in the heartbeats, and the next attempt continues there. Retried without end, because the law
 * requires the erasure.
 */
export const ERASURE_OPTIONS = {
  startToCloseTimeout: '30m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const satisfies ActivityOptions;

/**
 * Handles some documents, or one raw mail of many megabytes, at a time. Progress is kept with the redaction. Retried for ever:
 * a password that is still stored must be removed in the end.
 */
export const REDACTION_OPTIONS = {
  startToCloseTimeout: '30m',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const satisfies ActivityOptions;

/**
 * A megabyte at a time; how far it is stands with the job. Given up after six hours, so that somebody who waits for it is
 * told and can begin another.
 */
export const EXPORT_OPTIONS = {
  startToCloseTimeout: '30m',
  scheduleToCloseTimeout: '6h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const satisfies ActivityOptions;

/**
 * Reads thousands of tickets, and trains on them in a child process for ten minutes at most.
 * Heartbeats notice a dead worker within seconds. Three attempts, because the schedule tries again on the next day.
 */
export const TRAINING_OPTIONS = {
  startToCloseTimeout: '14m',
  scheduleToCloseTimeout: '1h',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '5m', maximumAttempts: 3 },
} as const satisfies ActivityOptions;

/**
 * Checks all open tickets in pages, with the progress in its heartbeats, from which the next attempt continues.
 * Given up after six hours, so that an endless sweep does not block the next ones.
 */
export const SWEEP_OPTIONS = {
  startToCloseTimeout: '30m',
  scheduleToCloseTimeout: '6h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const satisfies ActivityOptions;
