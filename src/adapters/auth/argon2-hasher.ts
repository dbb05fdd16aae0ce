import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../ports/accounts/security.js';

/**
 * Argon2id (the library's default) at the first of the settings that OWASP's Password Storage Cheat Sheet calls equal:
 * 19 MiB of memory, two passes, one lane.
 */
const OWASP_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Password hashes by Argon2id. Where there is no hash to compare with, the password is compared with that of nobody, so
 * that the time of an answer does not tell which addresses have an account.
 */
export class Argon2Hasher implements PasswordHasher {
  private readonly hashOfNobody = hash(randomBytes(32), OWASP_COST);

  hash(password: string): Promise<string> {
    return hash(password, OWASP_COST);
  }

  async verify(known: string | null, password: string): Promise<boolean> {
    const isRight = await verify(known ?? (await this.hashOfNobody), password);
    return known !== null && isRight;
  }
}
