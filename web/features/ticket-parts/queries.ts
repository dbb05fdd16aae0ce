import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';

export const ticketQuery = (number: string) =>
  queryOptions({
    queryKey: queryKeys.ticketHead(number),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/tickets/{ticket}', { params: { path: { ticket: number } }, signal })),
  });

/** The conversation of a ticket, oldest first, a page at a time. */
export const commentsQuery = (number: string) =>
  infiniteQueryOptions({
    queryKey: queryKeys.comments(number),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/tickets/{ticket}/comments', {
          params: {
            path: { ticket: number },
            query: pageParam === '' ? {} : { cursor: pageParam },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
