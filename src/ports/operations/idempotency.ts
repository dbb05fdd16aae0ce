/** A request that creates something, put forward by its key before it is carried out. */
export interface IdempotencyClaim {
  /** Hash of the caller, the operation, and the key that the caller chose. */
  readonly id: string;
  /** Fingerprint of the request. The same key with another one is an error of the caller. */
  readonly requestHash: string;
  /** The id for what is created, unless an earlier run of the request has one. */
  readonly resourceId: string;
  readonly now: Date;
  /** No other process executes the request before then. Afterwards, its process counts as dead. */
  readonly lockedUntil: Date;
  /** The key is stored until then, and up to a minute longer. */
  readonly expiresAt: Date;
}

/** A claim that was granted. */
export interface GrantedClaim extends Pick<IdempotencyClaim, 'id' | 'resourceId' | 'lockedUntil'> {
  /** False if an earlier run of the request ended without a result: it may have created `resourceId`. */
  readonly isFirst: boolean;
}

export type ClaimOutcome =
  | { readonly state: 'claimed'; readonly claim: GrantedClaim }
  | { readonly state: 'running' }
  | { readonly state: 'mismatch' }
  /** `answer` as it was settled with. */
  | { readonly state: 'answered'; readonly answer: string };

/**
 * Records of create requests, so that a repeat creates nothing twice.
 * A run that exceeds its lock may overlap with a second one. Creating must therefore be safe to repeat with the same
 * id.
 */
export interface IdempotencyRecords {
  claim(claim: IdempotencyClaim): Promise<ClaimOutcome>;
  /** Stores the response for every repeat. The first one stays. */
  settle(claim: GrantedClaim, answer: string): Promise<void>;
  /**
   * Lets a repeat start immediately, with the same `resourceId`.
   * Does nothing if another run has taken over.
   */
  unlock(claim: GrantedClaim): Promise<void>;
  /** Releases the key of a request that created nothing. Does nothing if another run has taken over. */
  forget(claim: GrantedClaim): Promise<void>;
}
