import { addDays } from '../../domain/time.js';
import { DomainError } from '../../domain/errors.js';
import { networkOf, siteOf } from '../../domain/network.js';
import { GUESSING, KNOWN_ADDRESS_DAYS, MAILED } from '../../domain/operations/rate-limits.js';
import type { Clock } from '../../ports/clock.js';
import type { Quota, RateLimiter } from '../../ports/rate-limiter.js';
import type { KnownAddresses, SignInGuard } from '../../ports/accounts/sign-in-guard.js';
import { KeyedQueue } from '../system/keyed-queue.js';
import type { Pseudonym } from './pseudonym.js';

interface Parts {
  readonly limiter: RateLimiter;
  readonly knownAddresses: KnownAddresses;
  readonly pseudonym: Pseudonym;
  readonly clock: Clock;
}

/** The e-mail address and client address of a sign-in. */
interface Attempt {
  readonly email: string;
  readonly network: string;
  /** The account and the network. */
  readonly pair: string;
  /** The account and the site of the network. */
  readonly site: string;
}

/** For load tests without limits. */
export const unguarded: SignInGuard = {
  attempt: (_email, _address, prove) => prove(),
  attemptFactor: (_email, _address, prove) => prove(),
  mayMail: () => Promise.resolve(true),
  trust: () => Promise.resolve(),
};

/**
 * Counts failures for each pair of account and network, each network, and each account over all unknown networks.
 */
export class FailureCountingGuard implements SignInGuard {
  /**
   * Attempts of one pair are sequential: of a hundred parallel guesses only ten run, and a hundred parallel correct
   * passwords all succeed, on a busy machine within half a minute.
   */
  private readonly pairs = new KeyedQueue({ maxWaiting: 200, maxBehindSlow: 200, maxWaitMs: 30_000 });

  constructor(private readonly parts: Parts) {}

  attempt<T>(
    email: string,
    address: string,
    prove: () => Promise<T>,
    isWhole: (proof: T) => boolean = () => true,
  ): Promise<T> {
    const attempt = attemptOf(email, address);
    return this.pairs.run([attempt.pair], () => this.attemptAlone(attempt, prove, isWhole));
  }

  async attemptFactor<T>(email: string, address: string, prove: () => Promise<T>): Promise<T> {
    const { limiter } = this.parts;
    const attempt = attemptOf(email, address);
    const key = (await this.isKnown(attempt)) ? attempt.pair : attempt.email;
    refuseUnlessAllowed(await limiter.consume(GUESSING.factor, key));
    let proof: T;
    try {
      proof = await prove();
    } catch (error) {
      if (!isFailure(error)) await limiter.giveBack(GUESSING.factor, key);
      throw error;
    }
    await Promise.all([limiter.giveBack(GUESSING.factor, key), this.noteSuccess(attempt)]);
    return proof;
  }

  async mayMail(email: string, address: string): Promise<boolean> {
    const { limiter } = this.parts;
    const attempt = attemptOf(email, address);
    if (!(await limiter.consume(MAILED.pair, attempt.pair)).isAllowed) return false;
    if (await this.isKnown(attempt)) return true;
    return (await limiter.consume(MAILED.account, attempt.email)).isAllowed;
  }

  trust(email: string, address: string): Promise<void> {
    return this.noteSuccess(attemptOf(email, address));
  }

  private async attemptAlone<T>(
    attempt: Attempt,
    prove: () => Promise<T>,
    isWhole: (proof: T) => boolean,
  ): Promise<T> {
    const isStrange = await this.admit(attempt);
    let proof: T;
    try {
      proof = await prove();
    } catch (error) {
      await (isFailure(error) ? this.noteFailure(attempt) : this.giveBack(attempt, isStrange));
      throw error;
    }
    await this.giveBack(attempt, isStrange);
    if (isWhole(proof)) await this.noteSuccess(attempt);
    return proof;
  }

  /**
   * @returns whether the network is unknown to the account, so that the attempt counts towards the strangers' limit.
   */
  private async admit(attempt: Attempt): Promise<boolean> {
    const { limiter } = this.parts;
    refuseUnlessAllowed(await limiter.look(GUESSING.pair, attempt.pair));
    refuseUnlessAllowed(await limiter.look(GUESSING.pairHour, attempt.pair));
    // Only looked at: hundreds of people may sign in from one address at the same moment.
    refuseUnlessAllowed(await limiter.look(GUESSING.address, attempt.network));
    if (await this.isKnown(attempt)) return false;
    // Counts immediately, because any number of unknown networks may guess in parallel. The site counts first:
    // attempts that its limit rejects do not count for the account.
    refuseUnlessAllowed(await limiter.consume(GUESSING.site, attempt.site));
    const quota = await limiter.consume(GUESSING.account, attempt.email);
    if (!quota.isAllowed) await limiter.giveBack(GUESSING.site, attempt.site);
    refuseUnlessAllowed(quota);
    return true;
  }

  private isKnown({ pair }: Attempt): Promise<boolean> {
    const { knownAddresses, clock } = this.parts;
    return knownAddresses.isKnown(this.nameOf(pair), clock.now());
  }

  private async noteFailure({ network, pair }: Attempt): Promise<void> {
    const { limiter } = this.parts;
    await Promise.all([
      limiter.consume(GUESSING.pair, pair),
      limiter.consume(GUESSING.pairHour, pair),
      limiter.consume(GUESSING.address, network),
    ]);
  }

  private async noteSuccess({ pair }: Attempt): Promise<void> {
    const { limiter, knownAddresses, clock } = this.parts;
    const until = addDays(clock.now(), KNOWN_ADDRESS_DAYS);
    await Promise.all([
      limiter.reset(GUESSING.pair, pair),
      limiter.reset(GUESSING.pairHour, pair),
      knownAddresses.remember(this.nameOf(pair), until),
    ]);
  }

  private async giveBack({ email, site }: Attempt, isStrange: boolean): Promise<void> {
    if (!isStrange) return;
    const { limiter } = this.parts;
    await Promise.all([limiter.giveBack(GUESSING.site, site), limiter.giveBack(GUESSING.account, email)]);
  }

  private nameOf(pair: string): string {
    return this.parts.pseudonym(`known address ${pair}`);
  }
}

function isFailure(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'unauthenticated';
}

function attemptOf(given: string, address: string): Attempt {
  // As accounts are looked up: another spelling is no other account.
  const email = given.trim().toLowerCase();
  const network = networkOf(address);
  return { email, network, pair: `${email} ${network}`, site: `${email} ${siteOf(address)}` };
}

function refuseUnlessAllowed({ isAllowed, resetSeconds }: Quota): void {
  if (isAllowed) return;
  throw new DomainError(
    'too_many_requests',
    `Too many attempts to sign in have failed. Try again in ${resetSeconds} s, or reset your password by mail.`,
    { retryAfterSeconds: resetSeconds },
  );
}
