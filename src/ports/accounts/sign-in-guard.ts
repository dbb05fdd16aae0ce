/** Slows guessing down, without letting those who guess lock anybody out. */
export interface SignInGuard {
  /**
   * Lets one attempt to sign in through, unless too many have failed before it; then `prove` is not run at all. What
   * `prove` throws as DomainError `unauthenticated` counts as a failure. Any other fault (a database that is away) does not
   * count, and what it returns clears what this address has failed with this account. The same for e-mail addresses that
   * are known and those that are not.
   * @param email in any spelling that finds the account
   * @param address of the client
   * @param isWhole tells whether a proof is all that there is to prove. One that is not clears nothing and makes no address
   *   known, so that who has a password only gets no more tries at the second factor by it. True where it is left out.
   * @throws DomainError `too_many_requests` with `retryAfterSeconds`; whatever `prove` throws.
   */
  attempt<T>(
    email: string,
    address: string,
    prove: () => Promise<T>,
    isWhole?: (proof: T) => boolean,
  ): Promise<T>;
  /**
   * The same for a second factor, which is counted apart: only who has shown the password gets here, and has few tries.
   * @throws DomainError `too_many_requests` with `retryAfterSeconds`; whatever `prove` throws.
   */
  attemptFactor<T>(email: string, address: string, prove: () => Promise<T>): Promise<T>;
  /**
   * Counts a request from `address` to mail a code or link to the account. False where enough has been mailed for now;
   * requests from strange addresses do not use up what a known one may ask for.
   */
  mayMail(email: string, address: string): Promise<boolean>;
  /**
   * Treats the address as one that the account has signed in from: its owner has used a mailed link there. Strangers'
   * failures, and earlier ones from this address, keep nobody out there any more.
   */
  trust(email: string, address: string): Promise<void>;
}

/** Which client addresses an account has signed in from of late, under names that tell neither account nor address. */
export interface KnownAddresses {
  isKnown(name: string, now: Date): Promise<boolean>;
  /** Keeps the name until then, or longer where it is kept longer already. */
  remember(name: string, until: Date): Promise<void>;
}
