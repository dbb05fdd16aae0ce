import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '../../src/client/client.js';
import { api, openAnswerOf, ProblemError } from './api.js';
import { queryKeys } from './query-keys.js';

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
  // Nothing of this person stays in memory.
  location.assign('/');
}

/** The person who is signed in. @see MeProvider */
export function isStaff({ role }: Pick<Me, 'role'>): boolean {
  return role !== 'user';
}
