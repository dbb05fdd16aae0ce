import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../app/api.js';

const LOOK_EVERY_MS = 3_000;
const at = (file: string) => ({ params: { path: { file } } });

/** The state of a file, until it is decided. */
export const fileStateQuery = (file: string) =>
  queryOptions({
    queryKey: ['files', file, 'state'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/files/{file}', { ...at(file), signal })),
    staleTime: ({ state: { data } }) => (isDecided(data?.state) ? Infinity : 0),
    refetchInterval: ({ state: { data, errorUpdateCount } }) =>
      isDecided(data?.state) || errorUpdateCount > 0 ? false : LOOK_EVERY_MS,
  });

export const analysisQuery = (file: string) =>
  queryOptions({
    queryKey: ['files', file, 'analysis'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/files/{file}/analysis', { ...at(file), signal })),
    staleTime: Infinity,
  });

function isDecided(state: string | undefined): boolean {
  return state === 'ready' || state === 'rejected';
}
