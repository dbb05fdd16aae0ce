import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../ports/accounts/security.js';

/**
 * Argon2id (the library's default) with the first of the equivalent settings in OWASP's Password Storage Cheat Sheet:
 * 19 MiB of memory, two passes, one lane.
 */
const OWASP_COST: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The cost of one hash. */
export interface Argon2Cost {
  /** KiB of memory. */
  readonly memoryCost: number;
  /** Passes over that memory. */
  readonly timeCost: number;
  /** Lanes. */
  readonly parallelism: number;
}

/**
 * Hashes passwords with Argon2id.
 * Without a stored hash, the password is compared with a dummy hash, so that the response time does not reveal
 * whether an account exists.
 */
export class Argon2Hasher implements PasswordHasher {
  private readonly hashOfNobody: Promise<string>;

  /** @param cost lower only where no password depends on it */
  constructor(private readonly cost = OWASP_COST) {
    this.hashOfNobody = hash(randomBytes(32), cost);
  }

  hash(password: string): Promise<string> {
    return hash(password, this.cost);
  }

  async verify(known: string | null, password: string): Promise<boolean> {
    const isRight = await verify(known ?? (await this.hashOfNobody), password);
    return known !== null && isRight;
  }
}
