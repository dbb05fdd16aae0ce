/**
 * What a mailed secret is good for. That of a registration signs in too, and confirms the password that was chosen with it:
 * its mail says so.
 */
export type CodePurpose = 'sign_in' | 'registration' | 'password_reset';

/** Six digits are guessed in five tries once in 200,000 times. */
export const CODE_ATTEMPTS = 5;

export const CODE_MINUTES: Readonly<Record<CodePurpose, number>> = {
  sign_in: 10,
  registration: 10,
  password_reset: 60,
};

/** A new colleague does not read the first mail at once. */
export const WELCOME_MINUTES = 7 * 24 * 60;

/**
 * A secret that was mailed to a person. The secret itself is not kept, not even hashed (a million hashes of six digits
 * are tried in a second): it is derived from the id under a key that the database does not hold.
 */
export interface OneTimeCode {
  readonly id: string;
  readonly accountId: string;
  readonly purpose: CodePurpose;
  readonly attemptsLeft: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
