import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, UnreachableError } from '../../app/api.js';
import type { Selection } from './period.js';

const POLL_MS = 60_000;

/** Figures are also answered as CSV, which is not asked for here. */
async function figuresOf<T>(call: Parameters<typeof answerOf<T | string>>[0]): Promise<Exclude<T, string>> {
  const answer = await answerOf<T | string>(call);
  if (typeof answer === 'string') throw new UnreachableError('CSV');
  return answer as Exclude<T, string>;
}

/** Figures change slowly; what is shown stays until the new ones are there. */
const common = { placeholderData: keepPreviousData, refetchInterval: POLL_MS } as const;

export const dashboardQuery = (query: Selection) =>
  queryOptions({
    ...common,
    queryKey: ['figures', 'dashboard', query],
    queryFn: ({ signal }) => figuresOf(api.GET('/api/v1/metrics/dashboard', { params: { query }, signal })),
  });

export const agentsQuery = (query: Selection) =>
  queryOptions({
    ...common,
    queryKey: ['figures', 'agents', query],
    queryFn: ({ signal }) => figuresOf(api.GET('/api/v1/metrics/agents', { params: { query }, signal })),
  });

export const categoriesQuery = (query: Selection) =>
  queryOptions({
    ...common,
    queryKey: ['figures', 'categories', query],
    queryFn: ({ signal }) =>
      figuresOf(api.GET('/api/v1/metrics/tickets-by-category', { params: { query }, signal })),
  });

export const prioritiesQuery = (query: Selection) =>
  queryOptions({
    ...common,
    queryKey: ['figures', 'priorities', query],
    queryFn: ({ signal }) =>
      figuresOf(api.GET('/api/v1/metrics/tickets-by-priority', { params: { query }, signal })),
  });

export const statusesQuery = (query: Selection) =>
  queryOptions({
    ...common,
    queryKey: ['figures', 'statuses', query],
    queryFn: ({ signal }) =>
      figuresOf(api.GET('/api/v1/metrics/tickets-by-status', { params: { query }, signal })),
  });

export const aiQuery = queryOptions({
  ...common,
  queryKey: ['figures', 'ai'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/metrics/ai', { params: { query: {} }, signal })),
});

export const gapsQuery = queryOptions({
  queryKey: ['figures', 'gaps'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/knowledge/gaps', { params: { query: {} }, signal })),
});

/** Teams and categories to choose from. */
export const teamsQuery = queryOptions({
  queryKey: ['figures', 'teams'],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/teams', { params: { query: { page_size: 100 } }, signal }))).teams,
});

export const categoryListQuery = queryOptions({
  queryKey: ['figures', 'category-list'],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/categories', { params: { query: { page_size: 100 } }, signal })))
      .categories,
});
