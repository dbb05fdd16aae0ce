import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';

/** The newest notifications, with the number of unread ones. */
export const notificationsQuery = queryOptions({
  queryKey: queryKeys.notifications,
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/notifications', { signal })),
});
