import type { ActivityOptions } from '@temporalio/workflow';

// Which faults are not tried again is not said here but by the faults themselves: `activities/failures.ts`.

/**
 * Short transactions. Ten seconds are a hundred times what one takes and notice a dead worker soon; retried for ever,
 * because a ticket must outlive any outage of the database.
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
 * A model gets three chances in at most 40 seconds; after that a person waits longer for the AI than it can save them,
 * and the fallback takes over. One attempt may hold two questions (answer and repair), each bounded by AI_TIMEOUT_MS.
 * Heartbeats tell a slow model from a dead worker.
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
 * A ticket on fallback waits for the model without anybody waiting for it: behind the quota, or through an outage, for a
 * day. Where the server knows priorities, new tickets and re-runs by hand are asked about first.
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
 * Mail servers are away for hours at times, so a day of tries, at first close together and then every two minutes. The
 * time-out is longer than a sender's claim (30 s), so that the retry after a crash finds the claim expired.
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
 * A re-run waits for a whole triage inside the ticket's workflow, behind one that may be under way. Tickets that are
 * over, or unknown, are not tried again.
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
 * Some dozen transactions, a second's work; a minute bears a busy database, and heartbeats notice a dead worker within
 * seconds. Retried for ever, as a job that has begun shall come to its end, but not for somebody who may not do this any more.
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
 * Some dozens of short transactions, which may each wait for another change of the same ticket. Heartbeats notice a dead
 * worker within seconds; what it has done already the next attempt finds done. Retried for ever, as a ticket is: what a
 * ticket does not allow is a result and no failure.
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
 * Reads a message of up to many megabytes and does what it asks, in transactions against MongoDB: seconds at most, while
 * two minutes bear a busy machine; heartbeats notice a dead worker sooner. A day of tries, at first close together and then
 * every five minutes, outlives an outage and a bad deployment. What will not pass is not tried again: the mail is put
 * aside with its fault, for a person to look at.
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
 * Some hundred documents at a time, however many the person has left their name on; it notes in its heartbeats how far it
 * is, and the next try goes on from there. Retried for ever, as the law allows no end of it but done.
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
 * Goes over all open tickets, page by page, and notes in its heartbeats how far it is: the next try goes on from there.
 * Given up after six hours, so that a sweep which cannot end does not keep the next ones from beginning.
 */
export const SWEEP_OPTIONS = {
  startToCloseTimeout: '30m',
  scheduleToCloseTimeout: '6h',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const satisfies ActivityOptions;
