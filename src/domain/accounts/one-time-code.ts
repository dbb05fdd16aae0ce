/**
 * The purpose of a mailed secret.
 * A registration code also signs in and confirms the chosen password, as its mail explains.
 */
export type CodePurpose = 'sign_in' | 'registration' | 'password_reset' | 'new_address';

/** Wrong tries of one code from one network. A stranger elsewhere spends their own tries, not the owner's. */
export const TRIES_PER_NETWORK = 5;

/**
 * Maximum wrong attempts at one code from all networks.
 * 50 attempts guess six digits once in 20,000 times.
 * All unknown networks together have 150 wrong attempts per hour at one account (`GUESSING.account`), each against at
 * most three codes (`MAX_LIVE_CODES`). So an attack from eight or more sites guesses a code once in 2,200 hours
 * (1,000,000 / 150 / 3), and one from a single network once in 22,000 (`GUESSING.pairHour`).
 */
export const TRIES_PER_CODE = 50;

/** Maximum live secrets per account and purpose. Sign-in and registration codes count together. */
export const MAX_LIVE_CODES: Readonly<Record<CodePurpose, number>> = {
  sign_in: 3,
  registration: 3,
  // A link cannot be guessed, so this limits only the mails.
  password_reset: 20,
  new_address: 3,
};

export const CODE_MINUTES: Readonly<Record<CodePurpose, number>> = {
  sign_in: 10,
  registration: 10,
  password_reset: 60,
  new_address: 30,
};

/** New colleagues may not read their first mail immediately. */
export const WELCOME_MINUTES = 7 * 24 * 60;

/**
 * A secret that was mailed to a person.
 * The secret is not stored, not even as a hash, because a million hashes of six digits can be tried in a second. It
 * is derived from the id with a key that is not in the database.
 */
export interface OneTimeCode {
  readonly id: string;
  readonly accountId: string;
  readonly purpose: CodePurpose;
  /** The address that the code proves, in lower case. Only of `new_address`. */
  readonly newAddress?: string;
  /** Tries from all networks together. */
  readonly attemptsLeft: number;
  /** Tries so far from each network, by a name that does not tell the network. */
  readonly triesByNetwork: Readonly<Record<string, number>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** True while the code may be tried from this network. */
export function canTry({ attemptsLeft, triesByNetwork }: OneTimeCode, network: string): boolean {
  return attemptsLeft > 0 && (triesByNetwork[network] ?? 0) < TRIES_PER_NETWORK;
}

/**
 * Returns true for a sign-in code with at least half of its time left.
 * Another request then mails the same code.
 */
export function canMailAgain({ purpose, expiresAt }: OneTimeCode, now: Date): boolean {
  const leftMinutes = (expiresAt.getTime() - now.getTime()) / 60_000;
  return purpose === 'sign_in' && leftMinutes >= CODE_MINUTES.sign_in / 2;
}

/** Returns the purposes whose secrets have the same effect as those of `purpose`. */
export function purposesLike(purpose: CodePurpose): readonly CodePurpose[] {
  return purpose === 'registration' || purpose === 'sign_in' ? ['registration', 'sign_in'] : [purpose];
}
