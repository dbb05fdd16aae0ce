import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryCounters } from '../../src/adapters/limits/memory-counters.js';
import { pseudonyms } from '../../src/adapters/limits/pseudonym.js';
import { FailureCountingGuard } from '../../src/adapters/limits/sign-in-guard.js';
import { SlidingWindowLimiter } from '../../src/adapters/limits/sliding-window.js';
import { DomainError } from '../../src/domain/errors.js';

const ALICE = 'alice@example.org';
const HOME = '203.0.113.1';
const MINUTE_MS = 60_000;
/** Each at a site of its own. */
const stranger = (index: number) => `198.${index >> 8}.${index & 255}.1`;

let guard: FailureCountingGuard;
let known: Map<string, Date>;
let proofs: number;

beforeEach(() => {
  jest.useFakeTimers({ now: 1_700_000_100_000 });
  known = new Map();
  proofs = 0;
  guard = new FailureCountingGuard({
    limiter: new SlidingWindowLimiter(new MemoryCounters()),
    pseudonym: pseudonyms('a secret'),
    clock: { now: () => new Date() },
    knownAddresses: {
      isKnown: (name, now) => Promise.resolve((known.get(name)?.getTime() ?? 0) > now.getTime()),
      remember: (name, until) => Promise.resolve(void known.set(name, until)),
    },
  });
});
afterEach(() => {
  jest.useRealTimers();
});

type Outcome = 'in' | 'wrong' | 'refused';

/** What comes of one attempt with this password; `right` is the right one. */
async function signIn(password: string, email = ALICE, address = HOME): Promise<Outcome> {
  try {
    await guard.attempt(email, address, async () => {
      proofs++;
      // As long as a hash takes: others come in meanwhile.
      await Promise.resolve();
      if (password !== 'right') throw new DomainError('unauthenticated', 'wrong');
    });
    return 'in';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'unauthenticated') return 'wrong';
    expect(error.code).toBe('too_many_requests');
    expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(error.message).toContain(String(error.retryAfterSeconds));
    return 'refused';
  }
}

/** The outcomes of several attempts, each with how often it came. */
async function outcomes(attempts: readonly Promise<Outcome>[]): Promise<Partial<Record<Outcome, number>>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const outcome of await Promise.all(attempts)) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('one account from one address', () => {
  it('blocks after ten failures, also the right password, and checks no password until then', async () => {
    for (let index = 0; index < 10; index++) expect(await signIn('wrong')).toBe('wrong');
    expect(await signIn('right')).toBe('refused');
    expect(proofs).toBe(10);
    await jest.advanceTimersByTimeAsync(2 * MINUTE_MS);
    expect(await signIn('right')).toBe('in');
  });

  it('gets fifteen guesses an hour, however patient', async () => {
    const seen: Outcome[] = [];
    for (let minute = 0; minute < 20; minute++) {
      seen.push(...(await Promise.all(times(10, () => signIn('wrong')))));
      await jest.advanceTimersByTimeAsync(2 * MINUTE_MS);
    }
    expect(seen.filter((outcome) => outcome === 'wrong').length).toBeLessThanOrEqual(15);
    await jest.advanceTimersByTimeAsync(120 * MINUTE_MS);
    expect(await signIn('right')).toBe('in');
  });

  it('is the same account in every spelling of its address', async () => {
    const spellings = [ALICE, ` ${ALICE}`, `${ALICE}\t`, ALICE.toUpperCase(), 'Alice@example.org'];
    const guesses = times(20, (index) => signIn('wrong', spellings[index % spellings.length]));
    expect(await outcomes(guesses)).toEqual({ wrong: 10, refused: 10 });
  });

  it('keeps neither the account from elsewhere nor others from this address', async () => {
    await outcomes(times(20, () => signIn('wrong')));
    expect(await signIn('right', ALICE, '203.0.113.2')).toBe('in');
    expect(await signIn('right', 'bob@example.org')).toBe('in');
  });

  it('resets after a success', async () => {
    for (let round = 0; round < 3; round++) {
      expect(await outcomes(times(9, () => signIn('wrong')))).toEqual({ wrong: 9 });
      expect(await signIn('right')).toBe('in');
    }
  });

  it('gets no further by guessing all at once', async () => {
    expect(await outcomes(times(100, () => signIn('wrong')))).toEqual({ wrong: 10, refused: 90 });
    expect(proofs).toBe(10);
  });

  it('may sign in many times at once with the right password', async () => {
    expect(await outcomes(times(100, () => signIn('right')))).toEqual({ in: 100 });
  });

  it('is not blamed for faults of ours', async () => {
    const away = new DomainError('unavailable', 'The database cannot be reached.');
    for (let index = 0; index < 200; index++) {
      await expect(guard.attempt(ALICE, HOME, () => Promise.reject(away))).rejects.toBe(away);
    }
    expect(await signIn('right')).toBe('in');
  });
});

describe('one account from one site', () => {
  const inSite = {
    'IPv6 of one customer': (index: number) => `2001:db8:1:${index.toString(16)}::1`,
    'IPv4 of one provider': (index: number) => `198.51.100.${index}`,
  };
  it.each(Object.entries(inSite))('is guessed at twenty times an hour (%s)', async (_, addressOf) => {
    const guesses = times(200, (index) => signIn('wrong', ALICE, addressOf(index)));
    expect(await outcomes(guesses)).toEqual({ wrong: 20, refused: 180 });
    expect(await signIn('right', ALICE, addressOf(250))).toBe('refused');
    // What was refused there has not been taken from what others may.
    expect(await outcomes(times(129, (index) => signIn('wrong', ALICE, stranger(index))))).toEqual({
      wrong: 129,
    });
    expect(await signIn('right', ALICE, stranger(999))).toBe('in');
  });

  it('stays open where the owner is known', async () => {
    const [home, next] = ['198.51.100.1', '198.51.100.2'];
    expect(await signIn('right', ALICE, home)).toBe('in');
    await outcomes(times(200, (index) => signIn('wrong', ALICE, `198.51.100.${index + 3}`)));
    expect(await signIn('right', ALICE, next)).toBe('refused');
    expect(await signIn('right', ALICE, home)).toBe('in');
  });

  it('does not count who signs in from ever new networks of it', async () => {
    for (let index = 0; index < 60; index++)
      expect(await signIn('right', ALICE, `198.51.100.${index}`)).toBe('in');
  });
});

describe('a mailed link', () => {
  it('admits the owner at its address again, after any failures there and elsewhere', async () => {
    await outcomes(times(20, () => signIn('wrong')));
    await outcomes(times(200, (index) => signIn('wrong', ALICE, stranger(index))));
    expect(await signIn('right')).toBe('refused');
    await guard.trust(` ${ALICE}`, HOME);
    expect(await signIn('right')).toBe('in');
  });
});

describe('mails on request', () => {
  const asked = async (count: number, addressOf: (index: number) => string, email = ALICE) => {
    const answers = await Promise.all(times(count, (index) => guard.mayMail(email, addressOf(index))));
    return answers.filter(Boolean).length;
  };

  it('are five from one network, ten from all strange ones, however the address is written', async () => {
    expect(await asked(9, () => HOME)).toBe(5);
    expect(await asked(9, () => HOME, ` ${ALICE.toUpperCase()}`)).toBe(0);
    expect(await asked(9, stranger)).toBe(5);
    await jest.advanceTimersByTimeAsync(30 * MINUTE_MS);
    expect(await asked(9, () => HOME)).toBe(5);
  });

  it('are not used up by strangers where the owner is known', async () => {
    expect(await signIn('right')).toBe('in');
    expect(await asked(99, stranger)).toBe(10);
    expect(await asked(9, () => HOME)).toBe(5);
    expect(await asked(1, () => stranger(999))).toBe(0);
  });
});

describe('one address', () => {
  it('waits after a hundred failures over all accounts', async () => {
    for (let index = 0; index < 100; index++) {
      expect(await signIn('wrong', `person${index}@example.org`)).toBe('wrong');
    }
    expect(await signIn('right', 'one-more@example.org')).toBe('refused');
    expect(await signIn('right', 'one-more@example.org', '203.0.113.2')).toBe('in');
  });

  it('lets hundreds sign in at the same moment', async () => {
    const people = times(300, (index) => signIn('right', `person${index}@example.org`));
    expect(await outcomes(people)).toEqual({ in: 300 });
  });
});

describe('one account from many addresses', () => {
  it.each([ALICE, 'nobody-has-this@example.org'])('is guessed at 150 times an hour (%s)', async (email) => {
    const guesses = times(1_000, (index) => signIn('wrong', email, stranger(index)));
    expect(await outcomes(guesses)).toEqual({ wrong: 150, refused: 850 });
    expect(proofs).toBe(150);
    await jest.advanceTimersByTimeAsync(120 * MINUTE_MS);
    expect(await signIn('wrong', email, stranger(1_001))).toBe('wrong');
  });

  it('admits its owner from networks of earlier sign-ins', async () => {
    expect(await signIn('right')).toBe('in');
    await outcomes(times(200, (index) => signIn('wrong', ALICE, stranger(index))));
    expect(await signIn('right', ALICE, stranger(999))).toBe('refused');
    expect(await signIn('right')).toBe('in');
    expect(await signIn('wrong')).toBe('wrong');
    expect(await signIn('right')).toBe('in');
  });

  it('forgets an address after thirty days', async () => {
    expect(await signIn('right')).toBe('in');
    await jest.advanceTimersByTimeAsync(30 * 24 * 60 * MINUTE_MS);
    await outcomes(times(160, (index) => signIn('wrong', ALICE, stranger(index))));
    expect(await signIn('right')).toBe('refused');
  });

  it('does not count who signs in from ever new addresses', async () => {
    for (let index = 0; index < 200; index++)
      expect(await signIn('right', ALICE, stranger(index))).toBe('in');
    expect(known.size).toBe(200);
    for (const name of known.keys()) expect(name).toMatch(/^[\w-]{43}$/u);
  });
});

describe('a password with a second factor to follow', () => {
  const half = (address = HOME) =>
    guard.attempt(
      ALICE,
      address,
      () => Promise.resolve(),
      () => false,
    );
  const factor = async (isRight: boolean, address: string): Promise<Outcome> => {
    try {
      await guard.attemptFactor(ALICE, address, () =>
        isRight ? Promise.resolve() : Promise.reject(new DomainError('unauthenticated', 'wrong')),
      );
      return 'in';
    } catch (error) {
      return error instanceof DomainError && error.code === 'unauthenticated' ? 'wrong' : 'refused';
    }
  };

  it('clears no failures and makes no address known', async () => {
    await outcomes(times(9, () => signIn('wrong')));
    await half();
    expect(known.size).toBe(0);
    expect(await signIn('wrong')).toBe('wrong');
    expect(await signIn('right')).toBe('refused');
  });

  it('gets ten wrong codes an hour from all strange networks, however often it is shown', async () => {
    const seen: Outcome[] = [];
    for (let index = 0; index < 15; index++) {
      await half(stranger(index));
      seen.push(await factor(false, stranger(index)));
    }
    expect(seen).toEqual([...Array<Outcome>(10).fill('wrong'), ...Array<Outcome>(5).fill('refused')]);
    expect(await factor(true, stranger(99))).toBe('refused');
  });

  it('admits its owner in known networks, with ten wrong codes there', async () => {
    expect(await signIn('right')).toBe('in');
    for (let index = 0; index < 15; index++) await factor(false, stranger(index));
    expect(await factor(true, HOME)).toBe('in');
    expect(await outcomes(times(12, () => factor(false, HOME)))).toEqual({ wrong: 10, refused: 2 });
  });

  it('counts no faults of ours', async () => {
    const away = new DomainError('unavailable', 'The database cannot be reached.');
    for (let index = 0; index < 30; index++) {
      await expect(guard.attemptFactor(ALICE, HOME, () => Promise.reject(away))).rejects.toBe(away);
    }
    expect(await factor(true, HOME)).toBe('in');
  });
});
