import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';
import { queueOf } from './queues.js';

/** As many as the API gives at once. */
const PAGE_SIZE = 100;

const nextOf = ({ next_cursor }: Schemas['TicketList']) => next_cursor ?? undefined;

/** The tickets of a queue, a page at a time. */
export const queueQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: queryKeys.list(`queue ${id}`),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => readPage(id, pageParam, PAGE_SIZE, signal),
    getNextPageParam: nextOf,
  });

/** The tickets of a view, a page at a time. */
export const viewTicketsQuery = (view: string) =>
  infiniteQueryOptions({
    queryKey: queryKeys.list(`view ${view}`),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/views/{view}/tickets', {
          params: { path: { view }, query: { page_size: PAGE_SIZE, ...from(pageParam) } },
          signal,
        }),
      ),
    getNextPageParam: nextOf,
  });

/** How many tickets a queue has. */
export const countQuery = (id: string) =>
  queryOptions({
    queryKey: [...queryKeys.counts, id],
    queryFn: async ({ signal }) => (await readPage(id, '', 1, signal)).total,
  });

export const viewsQuery = queryOptions({
  queryKey: queryKeys.views,
  queryFn: async ({ signal }) => {
    const query = { page_size: PAGE_SIZE, unread: true };
    return (await answerOf(api.GET('/api/v1/views', { params: { query }, signal }))).views;
  },
});

function readPage(id: string, cursor: string, pageSize: number, signal: AbortSignal) {
  const filter = queueOf(id)?.filter ?? {};
  const query = { ...filter, sort: '-updated_at' as const, page_size: pageSize, ...from(cursor) };
  return answerOf(api.GET('/api/v1/tickets', { params: { query }, signal }));
}

function from(cursor: string) {
  return cursor === '' ? {} : { cursor };
}
