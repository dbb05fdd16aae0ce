import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';
import { toFilter, type ListFilter, type Sort, type TicketFilter } from './filter/filters.js';
import { queueOf } from './queues.js';

/** As many as the API gives at once. */
const PAGE_SIZE = 100;
/** Numbered pages end here. */
const MAX_ROWS = 10_000;
/** Counts of views are read in this interval, not with every live message. */
const COUNTED_EVERY_MS = 60_000;

/** The tickets of a list, a page at a time. A page is a cursor, or a number where the API has no cursors. */
export const ticketsQuery = (list: ListFilter) => {
  const { sort } = list;
  const filter = toFilter(list);
  return infiniteQueryOptions({
    queryKey: queryKeys.list(JSON.stringify([filter, sort])),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => readPage({ filter, sort, pageParam, pageSize: PAGE_SIZE }, signal),
    getNextPageParam: ({ next_cursor: cursor, total }, pages) => {
      if (sort !== 'relevance') return cursor ?? undefined;
      const rows = pages.length * PAGE_SIZE;
      return rows < Math.min(total, MAX_ROWS) ? String(pages.length + 1) : undefined;
    },
    placeholderData: keepPreviousData,
  });
};

/** How many tickets a queue has. */
export const countQuery = (id: string) =>
  queryOptions({
    queryKey: [...queryKeys.counts, id],
    queryFn: ({ signal }) => readTotal(queueOf(id)?.filter ?? {}, signal),
  });

/** How many tickets a view has. */
export const viewCountQuery = (view: Schemas['View']) =>
  queryOptions({
    queryKey: [...queryKeys.views, 'count', view.id, view.version],
    refetchInterval: COUNTED_EVERY_MS,
    queryFn: ({ signal }) => readTotal(view.filters, signal),
  });

/** The views of the person and those that all staff share, with their unread tickets. */
export const viewsQuery = queryOptions({
  queryKey: queryKeys.views,
  refetchInterval: COUNTED_EVERY_MS,
  queryFn: async ({ signal }) => {
    const query = { page_size: PAGE_SIZE, unread: true };
    return (await answerOf(api.GET('/api/v1/views', { params: { query }, signal }))).views;
  },
});

export const viewQuery = (view: string) =>
  queryOptions({
    queryKey: [...queryKeys.views, 'view', view],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/views/{view}', { params: { path: { view } }, signal })),
  });

async function readTotal(filter: TicketFilter, signal: AbortSignal): Promise<number> {
  const page = await readPage({ filter, sort: '-updated_at', pageParam: '', pageSize: 1 }, signal);
  return page.total;
}

interface PageRequest {
  readonly filter: TicketFilter;
  readonly sort: Sort;
  readonly pageParam: string;
  readonly pageSize: number;
}

function readPage({ filter, sort, pageParam, pageSize }: PageRequest, signal: AbortSignal) {
  const page = sort === 'relevance' ? { page: Number(pageParam || 1) } : { cursor: pageParam };
  const query = {
    ...filter,
    sort,
    page_size: pageSize,
    ...(pageParam === '' && sort !== 'relevance' ? {} : page),
  };
  return answerOf(api.GET('/api/v1/tickets', { params: { query }, signal }));
}
