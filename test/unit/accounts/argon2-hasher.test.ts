import { describe, expect, it } from '@jest/globals';
import { Argon2Hasher } from '../../../src/adapters/auth/argon2-hasher.js';

const hasher = new Argon2Hasher();

/** The shortest time of each, taking turns: whatever else the machine does hits both, and the shortest of many neither. */
async function shortestMs(runs: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const shortest = runs.map(() => Infinity);
  for (let turn = 0; turn < 15; turn += 1) {
    for (const [index, run] of runs.entries()) {
      const startedAt = performance.now();
      await run();
      shortest[index] = Math.min(shortest[index]!, performance.now() - startedAt);
    }
  }
  return shortest;
}

describe('passwords', () => {
  it('are kept as Argon2id at the cost that OWASP asks for, each with a salt of its own', async () => {
    const [hash, other] = await Promise.all([hasher.hash('holdfast-demo'), hasher.hash('holdfast-demo')]);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(other).not.toBe(hash);
    expect(await hasher.verify(hash, 'holdfast-demo')).toBe(true);
    expect(await hasher.verify(hash, 'holdfast-demo ')).toBe(false);
    expect(await hasher.verify(hash, '')).toBe(false);
  });

  it('are also compared without an account, and never match', async () => {
    const hash = await hasher.hash('holdfast-demo');
    expect(await hasher.verify(null, 'holdfast-demo')).toBe(false);
    const [somebody, nobody] = await shortestMs([
      () => hasher.verify(hash, 'x'),
      () => hasher.verify(null, 'x'),
    ]);
    // A hundredth would do, if nobody's password were not hashed at all.
    expect(nobody!).toBeGreaterThan(somebody! / 4);
  });
});
