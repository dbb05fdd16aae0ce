/** Limits guessing, without letting attackers lock owners out. */
export interface SignInGuard {
  /**
   * Allows one sign-in attempt, unless too many have failed; then `prove` is not called.
   * A DomainError `unauthenticated` of `prove` counts as a failure. Any other fault (a database outage) does not
   * count. A success clears the failures of this address with this account. Known and unknown e-mail addresses behave
   * alike.
   * @param email in any spelling that finds the account
   * @param address of the client
   * @param isWhole returns whether the proof is complete. An incomplete one clears nothing and makes no address
   *   known, so a person with only the password gets no more attempts at the second factor. True by default.
   * @throws DomainError `too_many_requests` with `retryAfterSeconds`; whatever `prove` throws.
   */
  attempt<T>(
    email: string,
    address: string,
    prove: () => Promise<T>,
    isWhole?: (proof: T) => boolean,
  ): Promise<T>;
  /**
   * As `attempt`, for a second factor, which is counted separately.
   * It needs the password, and has few attempts.
   * @throws DomainError `too_many_requests` with `retryAfterSeconds`; whatever `prove` throws.
   */
  attemptFactor<T>(email: string, address: string, prove: () => Promise<T>): Promise<T>;
  /**
   * Counts a request from `address` to mail a code or link to the account.
   * False at the limit. Requests from unknown addresses do not use up the limit of known ones.
   */
  mayMail(email: string, address: string): Promise<boolean>;
  /**
   * Makes the address known to the account.
   * Its owner has used a mailed link there. Failures of strangers, and earlier ones from this address, no longer
   * block it.
   */
  trust(email: string, address: string): Promise<void>;
}

/**
 * Client addresses from which an account recently signed in, under names that reveal neither account nor address.
 */
export interface KnownAddresses {
  isKnown(name: string, now: Date): Promise<boolean>;
  /** Remembers the name until then, or until an existing later time. */
  remember(name: string, until: Date): Promise<void>;
}
