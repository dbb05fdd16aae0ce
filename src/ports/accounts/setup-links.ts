/**
 * The one-time links that create the first administrator, by the hash of their secret.
 * Each process that starts without an administrator adds one, and the use of one ends all.
 */
export interface SetupLinks {
  add(link: { readonly hash: string; readonly expiresAt: Date }): Promise<void>;
  isLive(hash: string, now: Date): Promise<boolean>;
}
