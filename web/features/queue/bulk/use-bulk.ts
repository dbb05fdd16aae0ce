import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, newIdempotencyKey, ProblemError } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useSay } from '../../../texts/use-texts.js';
import type { TicketFilter } from '../filter/filters.js';

export type BulkChange = Schemas['BulkChange'];

/** The tickets to change: chosen one by one, or all that a filter matches when it starts. */
export type BulkTarget =
  | { readonly ids: readonly string[] }
  | { readonly filter: TicketFilter; readonly total: number };

const POLL_MS = 700;

function bodyOf(target: BulkTarget, change: BulkChange): Schemas['BulkRequest'] {
  return 'ids' in target ? { ticket_ids: [...target.ids], change } : { filter: target.filter, change };
}

export function countOf(target: BulkTarget): number {
  return 'ids' in target ? target.ids.length : target.total;
}

/** False while a status lacks what it needs: the API would refuse every ticket for the same reason. */
function isWhole(change: BulkChange): boolean {
  if (change.status === 'on_hold') return change.hold_reason !== undefined;
  return change.status !== 'closed' || change.resolution_code !== undefined;
}

/** Collects a change of many tickets, previews it, and follows the job that makes it. */
export function useBulk(target: BulkTarget, onDone: () => void) {
  const say = useSay();
  const queries = useQueryClient();
  const [change, setChange] = useState<BulkChange>({});
  const [job, setJob] = useState<Schemas['Job'] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const isPlanned = Object.keys(change).length > 0 && isWhole(change);
  const body = bodyOf(target, change);
  const preview = useQuery({
    queryKey: [...queryKeys.lists, 'bulk', JSON.stringify(body)],
    enabled: isPlanned && job === null,
    retry: false,
    queryFn: async ({ signal }) =>
      (await answerOf(api.POST('/api/v1/tickets/bulk/dry-run', { body, signal }))).results,
  });
  const explain = (error: unknown) =>
    error instanceof ProblemError ? error.message : say('app.unreachable');
  const apply = async () => {
    if (!isPlanned || job !== null) return;
    setRefusal(null);
    try {
      const header = { 'Idempotency-Key': newIdempotencyKey() };
      let { job: now } = await answerOf(api.POST('/api/v1/tickets/bulk', { params: { header }, body }));
      setJob(now);
      while (now.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        // The job runs on. Who has left the list sees its effects there.
        if (isGone.current) return;
        const params = { path: { job: now.id } };
        ({ job: now } = await answerOf(api.GET('/api/v1/tickets/bulk/{job}', { params })));
        setJob(now);
      }
      confirmByToast(say('bulk.done', { count: now.changed, failed: now.failed }));
      await queries.invalidateQueries({ queryKey: queryKeys.lists });
      onDone();
    } catch (error) {
      setRefusal(explain(error));
    } finally {
      setJob(null);
    }
  };
  return {
    change,
    isPlanned,
    preview: isPlanned ? preview.data : undefined,
    isPreviewing: isPlanned && preview.isFetching,
    job,
    problem: refusal ?? (isPlanned && preview.error !== null ? explain(preview.error) : null),
    /** Adds to the change. An undefined part is left out of it. */
    consider: (part: { readonly [K in keyof BulkChange]: BulkChange[K] | undefined }) => {
      setRefusal(null);
      const next = Object.entries({ ...change, ...part }).filter(([, value]) => value !== undefined);
      setChange(Object.fromEntries(next));
    },
    forget: () => setChange({}),
    apply: () => void apply(),
  };
}

export type Bulk = ReturnType<typeof useBulk>;
