import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../ports/accounts/security.js';

/**
 * Argon2id (the library's default) at the first of the settings that OWASP's Password Storage Cheat Sheet calls equal:
 * 19 MiB of memory, two passes, one lane.
 */
const OWASP_COST: Argon2Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What one hash costs. */
export interface Argon2Cost {
  /** KiB of memory. */
  readonly memoryCost: number;
  /** Passes over that memory. */
  readonly timeCost: number;
  /** Lanes. */
  readonly parallelism: number;
}

/**
 * Password hashes by Argon2id. Where there is no hash to compare with, the password is compared with that of nobody, so
 * that the time of an answer does not tell which addresses have an account.
 */
export class Argon2Hasher implements PasswordHasher {
  private readonly hashOfNobody: Promise<string>;

  /** @param cost less only where nothing depends on a password */
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
