import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../src/client/client.js';
import { api, openAnswerOf, ProblemError } from './api.js';
import { queryKeys } from './query-keys.js';

/** Beginning of the keys of unsent texts in the storage of the browser. */
export const DRAFTS = 'holdfast.draft.';

export type Me = Schemas['User'];

/** The person of the session; null for a visitor. */
export const meQuery = queryOptions({
  queryKey: queryKeys.me,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await openAnswerOf(api.GET('/api/v1/auth/me'));
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'unauthenticated') return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export type Proof =
  | { readonly email: string; readonly password: string }
  | { readonly email: string; readonly otp: string }
  | { readonly factor_token: string; readonly code: string };

/** A session, or the token of a sign-in that waits for the second factor. */
export type SignInStep = { readonly me: Me } | { readonly factorToken: string };

/** @throws ProblemError for a wrong proof; UnreachableError */
export async function signIn(proof: Proof): Promise<SignInStep> {
  const outcome = await openAnswerOf(api.POST('/api/v1/auth/session', { body: proof }));
  return 'user' in outcome ? { me: outcome.user } : { factorToken: outcome.factor_token };
}

/** Answers the same whether or not the address has an account. */
export async function requestCode(email: string): Promise<void> {
  await openAnswerOf(api.POST('/api/v1/auth/request-otp', { body: { email } }));
}

export async function signOut(): Promise<void> {
  try {
    await openAnswerOf(api.DELETE('/api/v1/auth/session'));
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'unauthenticated')) throw error;
  }
  // Nothing of this person stays here. The server has their drafts.
  for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFTS)) localStorage.removeItem(key);
  location.assign('/');
}

/** True for people who work on tickets of others. */
export function isStaff({ role }: Pick<Me, 'role'>): boolean {
  return role !== 'user';
}
