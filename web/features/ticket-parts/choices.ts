import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';

/** As many as the API gives at once: the lists of a help desk are shorter. */
const ALL = { query: { page_size: 100 } } as const;
/** The lists change rarely. */
const staleTime = 300_000;

interface Retirable {
  readonly is_active: boolean;
}

function isActive({ is_active: active }: Retirable): boolean {
  return active;
}

/** Categories of new tickets. A ticket may have a retired one. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories', 'active'],
  staleTime,
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/categories', { params: ALL, signal }))).categories.filter(isActive),
});

export const typesQuery = queryOptions({
  queryKey: ['ticket-types', 'active'],
  staleTime,
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/ticket-types', { params: ALL, signal }))).ticket_types.filter(isActive),
});

export const fieldsQuery = queryOptions({
  queryKey: ['custom-fields', 'all'],
  staleTime,
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/custom-fields', { params: ALL, signal }))).custom_fields,
});

export const teamsQuery = queryOptions({
  queryKey: ['teams', 'active'],
  staleTime,
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/teams', { params: ALL, signal }))).teams.filter(isActive),
});

export const holdReasonsQuery = queryOptions({
  queryKey: ['hold-reasons', 'active'],
  staleTime,
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/hold-reasons', { params: ALL, signal }))).hold_reasons.filter(isActive),
});

export const resolutionCodesQuery = queryOptions({
  queryKey: ['resolution-codes', 'active'],
  staleTime,
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/v1/resolution-codes', { params: ALL, signal }))).resolution_codes.filter(
      isActive,
    ),
});

/** Those who can be assigned. */
export const moderatorsQuery = queryOptions({
  queryKey: ['moderators'],
  staleTime,
  queryFn: async ({ signal }) => {
    const query = { ...ALL.query, role: ['moderator' as const], active: true };
    return (await answerOf(api.GET('/api/v1/users', { params: { query }, signal }))).users;
  },
});

/** The label of a key; the key itself if its list has it no longer. */
export function labelOf(
  choices: readonly { readonly key: string; readonly label: string }[] | undefined,
  key: string,
): string {
  return choices?.find((choice) => choice.key === key)?.label ?? key;
}
