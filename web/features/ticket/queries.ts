import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';

/** As many as the API gives at once. */
const PAGE_SIZE = 100;

const at = (ticket: string) => ({ path: { ticket } });
const pageQuery = (page: number) => ({ page, page_size: PAGE_SIZE });

/** The first and the newest entries of the activity log, oldest first. */
export const activitiesQuery = (number: string) =>
  queryOptions({
    queryKey: queryKeys.activities(number),
    queryFn: async ({ signal }): Promise<readonly Schemas['Activity'][]> => {
      const read = (page: number) =>
        answerOf(
          api.GET('/api/v1/tickets/{ticket}/activities', {
            params: { ...at(number), query: pageQuery(page) },
            signal,
          }),
        );
      const first = await read(1);
      const last = Math.ceil(first.total / PAGE_SIZE);
      return last <= 1 ? first.activities : [...first.activities, ...(await read(last)).activities];
    },
  });

export const outlookQuery = (number: string) =>
  queryOptions({
    queryKey: queryKeys.outlook(number),
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/tickets/{ticket}/outlook', { params: at(number), signal })),
  });

/** What a change would cause. The API checks it as if it were made. */
export const planQuery = (number: string, version: number, plan: Schemas['PlannedChange'] | null) =>
  queryOptions({
    queryKey: [...queryKeys.outlook(number), version, plan],
    enabled: plan !== null,
    queryFn: ({ signal }) =>
      answerOf(
        api.POST('/api/v1/tickets/{ticket}/outlook', { params: at(number), body: plan ?? {}, signal }),
      ),
  });

export const similarQuery = (number: string) =>
  queryOptions({
    queryKey: [...queryKeys.ticket(number), 'similar'],
    queryFn: async ({ signal }) => {
      const params = { ...at(number), query: { limit: 5 } };
      return (await answerOf(api.GET('/api/v1/tickets/{ticket}/similar', { params, signal }))).similar;
    },
  });

/** Why the ticket is as it is. */
export const explanationQuery = (number: string) =>
  queryOptions({
    queryKey: [...queryKeys.ticket(number), 'explanation'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/tickets/{ticket}/explanation', { params: at(number), signal })),
  });

/** What became of the mails about the ticket, by the comment that each is about. The newest hundred. */
export const mailsQuery = (number: string) =>
  queryOptions({
    // A new comment brings new mails.
    queryKey: [...queryKeys.comments(number), 'mails'],
    queryFn: async ({ signal }) => {
      const params = { ...at(number), query: { page_size: PAGE_SIZE } };
      return (await answerOf(api.GET('/api/v1/tickets/{ticket}/mails', { params, signal }))).mails;
    },
    // Most mails leave within seconds, and nothing tells this tab.
    refetchInterval: ({ state: { data } }) => (data?.some(isOnItsWay) === true ? MAIL_LOOK_MS : false),
  });

const MAIL_LOOK_MS = 5_000;

/** A mail that waits for a later time is no reason to ask again and again. */
function isOnItsWay({ state, not_before: notBefore }: Schemas['TicketMail']): boolean {
  return (state === 'queued' || state === 'sending') && notBefore === null;
}
