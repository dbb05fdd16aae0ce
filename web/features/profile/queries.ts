import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';

/** Which mails the person gets. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/users/me/notifications', { signal })),
});
