import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';

const PAGE_SIZE = 20;
const MAX_SEARCH_LENGTH = 500;

/** Articles that match words, the best first. */
export const searchQuery = (words: string) =>
  queryOptions({
    queryKey: ['knowledge', 'search', words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { q: words.slice(0, MAX_SEARCH_LENGTH), limit: PAGE_SIZE };
      return (await answerOf(api.GET('/api/v1/knowledge/search', { params: { query }, signal }))).results;
    },
  });

/** Published articles. */
export const articlesQuery = infiniteQueryOptions({
  queryKey: ['knowledge', 'list'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) => {
    const query = {
      state: 'published' as const,
      page_size: PAGE_SIZE,
      ...(pageParam === '' ? {} : { cursor: pageParam }),
    };
    return answerOf(api.GET('/api/v1/knowledge', { params: { query }, signal }));
  },
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
});

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'article', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/knowledge/{article}', { params: { path: { article: id } }, signal })),
  });
