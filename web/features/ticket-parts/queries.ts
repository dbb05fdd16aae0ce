import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';

export const ticketQuery = (number: string) =>
  queryOptions({
    queryKey: queryKeys.ticketHead(number),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/tickets/{ticket}', { params: { path: { ticket: number } }, signal })),
  });
