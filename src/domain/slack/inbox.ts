import { addDays } from '../time.js';

/** `event`: the Events API. `interaction`: a button, a shortcut or a form. `command`: a slash command. */
export const SLACK_REQUEST_KINDS = ['event', 'interaction', 'command'] as const;
export type SlackRequestKind = (typeof SLACK_REQUEST_KINDS)[number];

/** `kept`: it waits, or is retried. `failed`: no more attempts, unless an administrator replays it. */
export const SLACK_REQUEST_STATES = ['kept', 'done', 'failed'] as const;
export type SlackRequestState = (typeof SLACK_REQUEST_STATES)[number];

/** What a request became. */
export const SLACK_OUTCOMES = [
  'opened',
  'commented',
  'edited',
  'deleted',
  'acted',
  'noted',
  'refused',
  'ignored',
] as const;
export type SlackOutcomeKind = (typeof SLACK_OUTCOMES)[number];

/** The outcome without any text of people. */
export interface SlackOutcome {
  readonly kind: SlackOutcomeKind;
  /** The number of the ticket; null for none. */
  readonly ticket: string | null;
  /** Why nothing came of it: a word of a list, or an error code. */
  readonly reason: string | null;
}

/** Days that a request is stored. Its body is deleted as soon as it is done. */
export const SLACK_REQUEST_DAYS = 30;
/** Attempts after which an unknown fault is no longer retried: about an hour. */
export const MAX_SLACK_TRIES = 20;

/** A request of Slack, stored before it is acknowledged. */
export interface SlackRequest {
  readonly id: string;
  /** The same for all copies of a request: the event's id, or a hash of the body. */
  readonly key: string;
  readonly kind: SlackRequestKind;
  readonly workspaceId: string;
  /** Requests of one subject are processed in order: `<workspace>.<channel>.<thread>`. */
  readonly subject: string;
  /** As Slack sent it; null when it is done. */
  readonly body: unknown;
  readonly state: SlackRequestState;
  readonly outcome: SlackOutcome | null;
  readonly tries: number;
  readonly fault: string | null;
  readonly nextAttemptAt: Date;
  readonly receivedAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date;
}

export function newSlackRequest(
  given: Pick<SlackRequest, 'id' | 'key' | 'kind' | 'workspaceId' | 'subject' | 'body'>,
  now: Date,
): SlackRequest {
  return {
    ...given,
    state: 'kept',
    outcome: null,
    tries: 0,
    fault: null,
    nextAttemptAt: now,
    receivedAt: now,
    endedAt: null,
    expiresAt: addDays(now, SLACK_REQUEST_DAYS),
  };
}

const FIRST_WAIT_MS = 2_000;
const MAX_WAIT_MS = 5 * 60_000;

/** The wait after the `tries`-th failure in a row, in milliseconds. It doubles up to five minutes. */
export function slackWaitMs(tries: number): number {
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(Math.max(0, tries - 1), 10));
}
