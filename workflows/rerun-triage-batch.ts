import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { NOTHING_YET } from '../src/domain/jobs.js';
import { MAX_COMPARISONS, type RerunProgress, type TriageComparison } from '../src/domain/triage/rerun.js';
import { activitiesOfThisQueue } from './activities.js';
import type { BatchPage } from './contracts/activities.js';
import { rerunProgress, type RerunBatchInput } from './contracts/rerun-triage-batch.js';

/** Batch size: tickets that are triaged in parallel. A batch must leave capacity for new tickets. */
const PAGE_SIZE = 50;
const LANES = 8;

interface Outcome {
  readonly changed: number;
  readonly failed: number;
  readonly comparison?: TriageComparison;
}

const FAILED: Outcome = { changed: 0, failed: 1 };

/** Runs triage of many tickets again, each inside its own workflow, and reports the progress. */
export async function rerunTriageBatch(input: RerunBatchInput): Promise<RerunProgress> {
  const activities = activitiesOfThisQueue();
  const start: RerunProgress = input.isDryRun === true ? { ...NOTHING_YET, comparisons: [] } : NOTHING_YET;
  let progress = input.progress ?? start;
  let afterId = input.afterId ?? null;
  setHandler(rerunProgress, () => progress);

  for (;;) {
    const page = await nextPage();
    const last = page.ticketIds.at(-1);
    if (last === undefined) break;
    if (page.remaining !== null) progress = { ...progress, total: progress.done + page.remaining };
    await inLanes(page.ticketIds, rerunOne);
    afterId = last;
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof rerunTriageBatch>({ ...input, afterId, progress });
    }
  }
  return (progress = { ...progress, state: 'done' });

  async function nextPage(): Promise<BatchPage> {
    if (input.selection.kind === 'fallback_only') {
      return activities.selectFallbackTickets({ afterId, limit: PAGE_SIZE });
    }
    const { ticketIds } = input.selection;
    const rest = ticketIds.slice(afterId === null ? 0 : ticketIds.indexOf(afterId) + 1);
    return { ticketIds: rest.slice(0, PAGE_SIZE), remaining: rest.length };
  }

  async function rerunOne(ticketId: string): Promise<void> {
    let outcome: Outcome;
    try {
      outcome = input.isDryRun === true ? await compared(ticketId) : await triaged(ticketId);
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.warn('re-run failed', { ticketId, cause: error.cause?.message });
      outcome = FAILED;
    }
    const done = progress.done + 1;
    progress = {
      ...progress,
      // More tickets may have fallen back since they were counted.
      total: Math.max(progress.total, done),
      done,
      changed: progress.changed + outcome.changed,
      failed: progress.failed + outcome.failed,
      ...withComparison(progress, outcome.comparison),
    };
  }

  async function triaged(ticketId: string): Promise<Outcome> {
    const { state, changed } = await activities.rerunTicket({ ticketId, requestId: input.jobId });
    return state === 'fallback' ? FAILED : { changed: changed ? 1 : 0, failed: 0 };
  }

  async function compared(ticketId: string): Promise<Outcome> {
    const comparison = await activities.previewTriage({ ticketId });
    return { changed: comparison.changed ? 1 : 0, failed: 0, comparison };
  }
}

function withComparison({ comparisons }: RerunProgress, next: TriageComparison | undefined) {
  if (comparisons === undefined || next === undefined || comparisons.length >= MAX_COMPARISONS) return {};
  return { comparisons: [...comparisons, next] };
}

/** Works off the items, a few at a time, in order. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
