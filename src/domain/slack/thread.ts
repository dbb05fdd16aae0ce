/** `talk`: where a requester and the desk talk. `card`: the ticket in a queue of staff. */
export type SlackThreadKind = 'talk' | 'card';

/** A ticket in a channel. What it must show is in the activity log; the thread knows how far it has shown it. */
export interface SlackThread {
  /** `<ticket>.talk`, or `<ticket>.<channel>` of a card. */
  readonly id: string;
  readonly ticketId: string;
  readonly workspaceId: string;
  readonly channelId: string;
  readonly kind: SlackThreadKind;
  /** The first message: of a person, or of ours once it is posted; null until then. */
  readonly rootTs: string | null;
  /** The version of the ticket up to which all is shown. */
  readonly seenVersion: number;
  /** True while something must be shown. */
  readonly isPending: boolean;
  /** Grows by one with each event, so that one that comes during the work is not lost. */
  readonly wanted: number;
  readonly nextAttemptAt: Date;
  /** Failures in a row. */
  readonly failures: number;
  /** Why it waits, or what Slack refused last: a code of Slack. */
  readonly fault: string | null;
  readonly createdAt: Date;
}

/** A message of the thread, in either direction. */
export interface SlackMessage {
  /** `<thread>:<effect>` of ours, `<workspace>.<channel>.<ts>` of a person's. */
  readonly id: string;
  readonly ticketId: string;
  /** The thread that shows it; null before it exists. */
  readonly threadId: string | null;
  /** The comment that it is; null for the ticket itself, and for what is no comment. */
  readonly commentId: string | null;
  /** Null while it is being posted, and of one that Slack refused. */
  readonly ts: string | null;
  /** Identifies the shown content, to change it only if it differs. */
  readonly content: string | null;
}

export function talkId(ticketId: string): string {
  return `${ticketId}.talk`;
}

export function slackMessageKey(workspaceId: string, channelId: string, ts: string): string {
  return `${workspaceId}.${channelId}.${ts}`;
}
