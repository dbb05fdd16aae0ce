import type { Actor, Role } from '../domain/user.js';

/** Keeps passwords as Argon2id hashes. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for a `hash` of null (nobody with that name) as for a real one. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** Access tokens, which say who is asking. */
export interface AccessTokens {
  readonly lifetimeSeconds: number;
  issue(person: { readonly id: string; readonly name: string; readonly role: Role }): string;
  /** @throws DomainError `unauthenticated` for a token that is expired, forged, or not ours. */
  verify(token: string): Extract<Actor, { type: 'user' }>;
}
