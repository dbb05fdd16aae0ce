import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';
import { firstPageOf, lastPageOf, PAGE_SIZE } from './first-page.js';

const pageQuery = (number: string, page: number) =>
  queryOptions({
    queryKey: [...queryKeys.comments(number), page],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/tickets/{ticket}/comments', {
          params: { path: { ticket: number }, query: { page, page_size: PAGE_SIZE } },
          signal,
        }),
      ),
  });

export interface Conversation {
  /** Oldest first. */
  readonly comments: readonly Schemas['Comment'][];
  readonly isPending: boolean;
  /** Set if nothing could be read. */
  readonly error: Error | null;
  readonly hasEarlier: boolean;
  readonly isLoadingEarlier: boolean;
  readonly showEarlier: () => void;
  readonly retry: () => void;
}

/** The conversation from its end, earlier pages on demand. What is shown stays when newer pages begin. */
export function useConversation(number: string): Conversation {
  const [from, setFrom] = useState<number | null>(null);
  // It says how many there are, and is not read again unless it is shown.
  const opening = useQuery({ ...pageQuery(number, 1), enabled: from === null });
  const [total, setTotal] = useState(0);
  if (from === null && opening.data !== undefined) {
    setFrom(firstPageOf(opening.data.total));
    setTotal(opening.data.total);
  }
  const shown = from === null ? [] : range(from, lastPageOf(total));
  const pages = useQueries({ queries: shown.map((page) => pageQuery(number, page)) });
  const newest = Math.max(0, ...pages.map(({ data }) => data?.total ?? 0));
  if (newest > total) setTotal(newest);
  const comments = pages.flatMap(({ data }) => data?.comments ?? []);
  const isLoading = pages[0]?.isPending ?? true;
  const failed = [opening, ...pages].find(({ error }) => error !== null);
  return {
    comments,
    isPending: comments.length === 0 && isLoading,
    error: comments.length === 0 ? (failed?.error ?? null) : null,
    hasEarlier: from !== null && from > 1,
    isLoadingEarlier: comments.length > 0 && isLoading,
    showEarlier: () => setFrom((page) => (page === null ? null : Math.max(1, page - 1))),
    retry: () => void failed?.refetch(),
  };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(1, to - from + 1) }, (_none, index) => from + index);
}
