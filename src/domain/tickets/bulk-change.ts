import { DomainError, type ErrorCode } from '../errors.js';
import type { JobProgress } from '../jobs.js';
import type { WayIn } from '../accounts/session.js';
import type { HoldRequest } from './hold.js';
import { MAX_TAGS, type Category, type Priority, type Status, type TicketType } from '../ticket-fields.js';

/** The changes to each ticket of a bulk job: all of them, or none. Absent fields stay. */
export interface BulkChange {
  readonly status?: Status | undefined;
  /** Only together with a status. */
  readonly resolutionCode?: string | undefined;
  /** Only together with the status `on_hold`. */
  readonly hold?: HoldRequest | undefined;
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

/** Maximum tickets of a job, so that it takes about a minute and its results fit into one answer. */
export const MAX_BULK_TICKETS = 500;

/** Days that jobs and their results are kept. */
export const BULK_JOB_DAYS = 30;

/** One ticket of a job. */
export interface BulkTicket {
  readonly id: string;
  readonly number: string;
  /** The version that the caller has seen; null for any. */
  readonly expectedVersion: number | null;
}

/** One change of many tickets. */
export interface BulkJob {
  readonly id: string;
  /**
   * The caller and their credential.
   * The job has the permissions of the credential at each moment, and none once it ends.
   */
  readonly requester: WayIn & { readonly id: string };
  readonly change: BulkChange;
  readonly tickets: readonly BulkTicket[];
  readonly expiresAt: Date;
}

export const BULK_OUTCOMES = ['changed', 'unchanged', 'refused'] as const;

/** The result of one ticket of a job. There is at most one per ticket, so a second attempt finds it. */
export interface BulkResult {
  /** `<job id>/<ticket id>` */
  readonly id: string;
  readonly jobId: string;
  readonly ticketId: string;
  readonly outcome: (typeof BULK_OUTCOMES)[number];
  /** Why it was rejected; null otherwise. `internal_error` for a bug. */
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
 * Returns the tags after the change; a tag that is both removed and added remains.
 * @throws DomainError `invalid_input` if the ticket would have too many.
 */
export function changedTags(
  tags: readonly string[],
  { addTags = [], removeTags = [] }: Pick<BulkChange, 'addTags' | 'removeTags'>,
): readonly string[] {
  const after = [...new Set([...tags.filter((tag) => !removeTags.includes(tag)), ...addTags])];
  if (after.length <= MAX_TAGS) return after;
  throw new DomainError(
    'invalid_input',
    `The ticket would have ${after.length} tags; the maximum is ${MAX_TAGS}.`,
    {
      faults: [{ path: 'change.add_tags', message: `would make more than ${MAX_TAGS} tags` }],
    },
  );
}
