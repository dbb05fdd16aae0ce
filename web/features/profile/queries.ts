import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';

/** Which mails the person gets. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/users/me/notifications', { signal })),
});

/** The kinds of notifications that the person gets. */
export const notificationChoiceQuery = queryOptions({
  queryKey: ['notification-choice'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/notifications/settings', { signal })),
});

/** The browsers that show the person's notifications while the console is closed, and the key to subscribe with. */
export const pushQuery = queryOptions({
  queryKey: ['push-subscriptions'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/users/me/push-subscriptions', { signal })),
});

/** Where the person is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/auth/sessions', { signal })),
});
