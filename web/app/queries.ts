import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './api.js';

const MAX_RETRIES = 3;
const STALE_AFTER_MS = 30_000;

/** Live messages keep queries fresh. What the API refused is not asked again by itself. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        retry: (failures, error) => !isDecided(error) && failures < MAX_RETRIES,
        retryDelay: (failures) => Math.min(1_000 * 2 ** failures, 10_000),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}

function isDecided(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429;
}
