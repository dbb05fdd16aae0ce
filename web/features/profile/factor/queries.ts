import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../../app/api.js';

/** The state of the person's second factor. */
export const factorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/auth/factors/totp', { signal })),
});
