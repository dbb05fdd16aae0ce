import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';

type Status = Schemas['TicketStatus'];

/** Tickets that still need something, and those that are over. */
export const GROUPS = {
  open: ['open', 'in_progress', 'waiting_on_user', 'on_hold'],
  done: ['resolved', 'closed', 'cancelled'],
} as const satisfies Record<string, readonly Status[]>;

export type Group = keyof typeof GROUPS;

const PAGE_SIZE = { open: 50, done: 20 } as const;
/** As many characters as the API takes. */
const MAX_SEARCH_LENGTH = 200;

/** The tickets of a requester, the last changed first. Words search in all of them. */
export const myTicketsQuery = (group: Group, words: string) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.list(`my-tickets ${group}`), words],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = {
        status: [...GROUPS[group]],
        sort: '-updated_at' as const,
        page_size: PAGE_SIZE[group],
        ...(words === '' ? {} : { q: words.slice(0, MAX_SEARCH_LENGTH) }),
        ...(pageParam === '' ? {} : { cursor: pageParam }),
      };
      return answerOf(api.GET('/api/v1/tickets', { params: { query }, signal }));
    },
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

/** The code that closes a ticket which its requester confirms: the one it was resolved with, or the first. */
export const firstResolutionCodeQuery = queryOptions({
  queryKey: ['resolution-codes', 'first'],
  queryFn: async ({ signal }) => {
    const { resolution_codes: codes } = await answerOf(api.GET('/api/v1/resolution-codes', { signal }));
    return codes.find(({ is_active: isActive }) => isActive)?.key ?? '';
  },
  staleTime: Infinity,
});
