import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';

/** Shorter texts match too much. */
const MIN_TEXT_LENGTH = 8;
const MAX_TEXT_LENGTH = 4_000;
const MAX_SEARCH_LENGTH = 200;
const SHOWN = 3;

/** Articles that may already answer what is written. */
export const suggestionsQuery = (text: string) =>
  queryOptions({
    queryKey: ['knowledge', 'suggest', text],
    enabled: text.length >= MIN_TEXT_LENGTH,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const query = { text: text.slice(0, MAX_TEXT_LENGTH), limit: SHOWN };
      return (await answerOf(api.GET('/api/v1/knowledge/suggest', { params: { query }, signal }))).results;
    },
  });

/** Open tickets of the person with the same words. */
export const sameTicketsQuery = (title: string) =>
  queryOptions({
    queryKey: ['same-tickets', title],
    enabled: title.length >= MIN_TEXT_LENGTH,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const query = {
        q: title.slice(0, MAX_SEARCH_LENGTH),
        status: ['open' as const, 'in_progress' as const, 'waiting_on_user' as const, 'on_hold' as const],
        sort: 'relevance' as const,
        page_size: SHOWN,
      };
      return (await answerOf(api.GET('/api/v1/tickets', { params: { query }, signal }))).tickets;
    },
  });

/** What the assistant has understood. Null once the conversation is over or was deleted. */
export const conversationQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['conversations', id],
    enabled: id !== null,
    retry: false,
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/tickets/ai/{conversation}', {
          params: { path: { conversation: id ?? '' } },
          signal,
        }),
      ),
  });
