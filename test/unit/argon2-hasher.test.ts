import { describe, expect, it } from '@jest/globals';
import { Argon2Hasher } from '../../src/adapters/auth/argon2-hasher.js';

const hasher = new Argon2Hasher();

async function msOf(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const startedAt = performance.now();
    await run();
    times.push(performance.now() - startedAt);
  }
  return Math.min(...times);
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

  it('are compared for nobody too, and never right', async () => {
    const hash = await hasher.hash('holdfast-demo');
    expect(await hasher.verify(null, 'holdfast-demo')).toBe(false);
    const [somebody, nobody] = [
      await msOf(() => hasher.verify(hash, 'x')),
      await msOf(() => hasher.verify(null, 'x')),
    ];
    expect(nobody).toBeGreaterThan(somebody / 3);
  });
});
