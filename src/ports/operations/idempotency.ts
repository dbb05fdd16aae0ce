/** A request that creates something, put forward by its key before it is carried out. */
export interface IdempotencyClaim {
  /** Hash of who asks, of what, and of the key that they chose. */
  readonly id: string;
  /** Fingerprint of what is asked; the same key with another one is a mistake of the caller's. */
  readonly requestHash: string;
  /** The id for what is created, unless an earlier run of the request has one. */
  readonly resourceId: string;
  readonly now: Date;
  /** Until then no other process executes the request. After that, its process counts as dead. */
  readonly lockedUntil: Date;
  /** Until then the key is remembered, and up to a minute longer. */
  readonly expiresAt: Date;
}

/** A claim that was granted. */
export interface GrantedClaim extends Pick<IdempotencyClaim, 'id' | 'resourceId' | 'lockedUntil'> {
  /** False where an earlier run of the request ended without a word: it may have created `resourceId`. */
  readonly isFirst: boolean;
}

export type ClaimOutcome =
  | { readonly state: 'claimed'; readonly claim: GrantedClaim }
  | { readonly state: 'running' }
  | { readonly state: 'mismatch' }
  /** `answer` as it was settled with. */
  | { readonly state: 'answered'; readonly answer: string };

/**
 * What is remembered of requests that create something, so that a repeated one creates nothing more. A run that takes
 * longer than its lock may be joined by a second one: creating must therefore be safe to repeat under the same id.
 */
export interface IdempotencyRecords {
  claim(claim: IdempotencyClaim): Promise<ClaimOutcome>;
  /** Keeps the answer for every repeat to come. The first one stays. */
  settle(claim: GrantedClaim, answer: string): Promise<void>;
  /** Lets a repeat begin at once, under the same `resourceId`. Nothing where another run has taken over. */
  unlock(claim: GrantedClaim): Promise<void>;
  /** Frees the key, for a request that has created nothing. Nothing where another run has taken over. */
  forget(claim: GrantedClaim): Promise<void>;
}
