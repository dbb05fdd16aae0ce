import { DomainError, type ErrorCode } from '../errors.js';
import type { JobProgress } from '../jobs.js';
import type { WayIn } from '../accounts/session.js';
import { MAX_TAGS, type Category, type Priority, type Status, type TicketType } from '../ticket-fields.js';

/** What is done to each ticket of a bulk job: all of it, or nothing. What is left out stays. */
export interface BulkChange {
  readonly status?: Status | undefined;
  /** Goes with a status. */
  readonly resolutionCode?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly category?: Category | undefined;
  readonly type?: TicketType | undefined;
  readonly team?: string | null | undefined;
  /** Null puts the ticket back into the queue. */
  readonly assigneeId?: string | null | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  readonly comment?: { readonly body: string; readonly isInternal: boolean } | undefined;
}

/** One job takes at most this many tickets, so that it is done in a minute or so and its results fit into one answer. */
export const MAX_BULK_TICKETS = 500;

/** Jobs and their results are kept for so long. */
export const BULK_JOB_DAYS = 30;

/** One ticket of a job. */
export interface BulkTicket {
  readonly id: string;
  readonly number: string;
  /** The version that whoever asked has seen; null for any. */
  readonly expectedVersion: number | null;
}

/** The same change of many tickets, as somebody has asked for it. */
export interface BulkJob {
  readonly id: string;
  /** Who asked, and by what they were signed in: the job may do what they might do by it now, and nothing once it is closed. */
  readonly requester: WayIn & { readonly id: string };
  readonly change: BulkChange;
  readonly tickets: readonly BulkTicket[];
  readonly expiresAt: Date;
}

export const BULK_OUTCOMES = ['changed', 'unchanged', 'refused'] as const;

/** What became of one ticket of a job. There is at most one for each: whoever comes second has nothing left to do. */
export interface BulkResult {
  /** `<job id>/<ticket id>` */
  readonly id: string;
  readonly jobId: string;
  readonly ticketId: string;
  readonly outcome: (typeof BULK_OUTCOMES)[number];
  /** Why it was refused; null otherwise. `internal_error` for a fault of ours. */
  readonly refusal: { readonly code: ErrorCode | 'internal_error'; readonly detail: string } | null;
  readonly expiresAt: Date;
}

export function bulkResult(
  { id: jobId, expiresAt }: BulkJob,
  ticketId: string,
  outcome: BulkResult['outcome'],
  refusal: BulkResult['refusal'] = null,
): BulkResult {
  return { id: `${jobId}/${ticketId}`, jobId, ticketId, outcome, refusal, expiresAt };
}

export function bulkProgress(
  { tickets }: Pick<BulkJob, 'tickets'>,
  results: readonly Pick<BulkResult, 'outcome'>[],
): JobProgress {
  const count = (wanted: BulkResult['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  return {
    state: results.length < tickets.length ? 'running' : 'done',
    total: tickets.length,
    done: results.length,
    changed: count('changed'),
    failed: count('refused'),
  };
}

/**
 * The tags after the change; one that is both taken away and added is there.
 * @throws DomainError `invalid_input` where they would be more than a ticket may have.
 */
export function changedTags(
  tags: readonly string[],
  { addTags = [], removeTags = [] }: Pick<BulkChange, 'addTags' | 'removeTags'>,
): readonly string[] {
  const after = [...new Set([...tags.filter((tag) => !removeTags.includes(tag)), ...addTags])];
  if (after.length <= MAX_TAGS) return after;
  throw new DomainError('invalid_input', `The ticket would have ${after.length} tags; the maximum is ${MAX_TAGS}.`, {
    faults: [{ path: 'change.add_tags', message: `would make more than ${MAX_TAGS} tags` }],
  });
}
