import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { SlackChannel, SlackChannelState } from '../../domain/slack/channel.js';
import type { SlackOutcome, SlackRequest, SlackRequestState } from '../../domain/slack/inbox.js';
import type { SlackMessage, SlackThread } from '../../domain/slack/thread.js';
import type { SlackFault, SlackWorkspace, SlackWorkspaceState } from '../../domain/slack/workspace.js';
import type { IdPage, PageRequest } from '../paging.js';

/** A change of a workspace or a channel: `before` is null for a new one, `after` for one that is deleted. */
export interface SlackChange<T> {
  readonly before: T | null;
  readonly after: T | null;
  readonly event: AccountEvent;
}

/** Every method @throws DomainError `unavailable` */
export interface SlackWorkspaces {
  find(id: string): Promise<SlackWorkspace | null>;
  findByTeam(teamId: string): Promise<SlackWorkspace | null>;
  /** All of them, which are few. */
  all(): Promise<readonly SlackWorkspace[]>;
  /**
   * Writes the change with its event in one transaction. A deleted workspace loses its channels.
   * @throws DomainError `duplicate` for a workspace that is there already; `version_conflict`; `illegal_transition` beyond
   *   the maximum.
   */
  commit(change: SlackChange<SlackWorkspace>): Promise<void>;
  /** Records a fault or its end without a new version; true if the state changed by it. */
  note(id: string, state: SlackWorkspaceState, fault: SlackFault | null): Promise<boolean>;
}

/** Every method @throws DomainError `unavailable` */
export interface SlackChannels {
  find(id: string): Promise<SlackChannel | null>;
  list(workspaceId: string, page: PageRequest): Promise<IdPage<SlackChannel>>;
  /** All channels in which staff see tickets. */
  queues(): Promise<readonly SlackChannel[]>;
  /** As that of workspaces. */
  commit(change: SlackChange<SlackChannel>): Promise<void>;
  /** As that of workspaces. Nothing happens without the channel. */
  note(id: string, state: SlackChannelState, fault: SlackFault | null): Promise<boolean>;
}

export interface SlackRequestQuery extends PageRequest {
  readonly workspaceId: string;
  readonly state?: SlackRequestState;
}

/** What Slack has sent. Every method @throws DomainError `unavailable` */
export interface SlackInbox {
  /** Stores a request on the majority of the database; false for a copy of one that is there. */
  keep(request: SlackRequest): Promise<boolean>;
  find(id: string): Promise<SlackRequest | null>;
  /** The newest first. */
  list(query: SlackRequestQuery): Promise<IdPage<SlackRequest>>;
  /** The oldest request of the subject that waits; null for none. */
  next(subject: string): Promise<SlackRequest | null>;
  /** Records the outcome, and deletes the body. */
  settle(id: string, outcome: SlackOutcome, at: Date): Promise<void>;
  /** Records a failed attempt: it is tried again then, or never (null). */
  failed(id: string, fault: string, at: Date, nextAttemptAt: Date | null): Promise<void>;
  /** Has a failed request processed again; null for another one. */
  replay(id: string, now: Date): Promise<SlackRequest | null>;
  /** Subjects with requests that were due before this instant. */
  dueSubjects(before: Date, limit: number): Promise<readonly string[]>;
}

/** Tickets in channels. Every method @throws DomainError `unavailable` */
export interface SlackThreads {
  find(id: string): Promise<SlackThread | null>;
  /** The talk whose first message this is. */
  findByRoot(workspaceId: string, channelId: string, rootTs: string): Promise<SlackThread | null>;
  /** Adds a thread unless it is there. */
  add(thread: SlackThread): Promise<void>;
  /** Has the threads of a ticket shown again; returns their ids. */
  touch(ticketId: string, now: Date): Promise<readonly string[]>;
  /** Has a thread shown again. */
  touchOne(id: string, now: Date): Promise<void>;
  setRoot(id: string, channelId: string, rootTs: string): Promise<void>;
  /** All up to that version is shown. It stays pending if it was touched since `wanted`. */
  shown(id: string, wanted: number, seenVersion: number): Promise<void>;
  /** Part of it was shown, or Slack refused a part. */
  progress(
    id: string,
    fields: { readonly seenVersion?: number; readonly fault?: string | null },
  ): Promise<void>;
  /** It waits until then. `failures` in a row. */
  postpone(id: string, until: Date, fault: string | null, failures: number): Promise<void>;
  /** Ids of pending threads of these workspaces that were due before this instant. */
  due(workspaceIds: readonly string[], before: Date, limit: number): Promise<readonly string[]>;
  /** Has the pending threads of a workspace, or of a channel, shown now. */
  resume(place: { readonly workspaceId: string; readonly channelId?: string }, now: Date): Promise<void>;
  /** How many threads of a workspace wait, and what has failed. */
  waiting(
    workspaceId: string,
  ): Promise<{ readonly incoming: number; readonly failed: number; readonly outgoing: number }>;
  findMessage(id: string): Promise<SlackMessage | null>;
  /** Our messages in this thread that are posted, but for its receipt or card. */
  posted(threadId: string): Promise<readonly SlackMessage[]>;
  /** The messages of this comment in this thread. */
  messagesOf(threadId: string, commentId: string): Promise<readonly SlackMessage[]>;
  /** Adds a message unless it is there; returns the one that is there. */
  claimMessage(message: SlackMessage): Promise<SlackMessage | null>;
  putMessage(message: SlackMessage): Promise<void>;
}
