import { describe, expect, it } from '@jest/globals';
import { authenticatorCodes } from '../../../src/adapters/auth/authenticator-codes.js';

/** The key of RFC 6238, appendix B, in base32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of authenticator apps', () => {
  // The appendix has eight digits; six are the last of them.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at %d s', (seconds, code) => {
    const step = Math.floor(seconds / 30);
    const stepOf = (at: number) => authenticatorCodes.stepOf(RFC_SECRET, code, new Date(at * 1000));
    expect(stepOf(seconds)).toBe(step);
    expect([stepOf(seconds + 30), stepOf(seconds - 30)]).toEqual([step, step]);
    expect([stepOf(seconds + 90), stepOf(Math.max(0, seconds - 90))]).toEqual([
      null,
      seconds < 90 ? step : null,
    ]);
  });

  it.each(['', '28708', '2870820', '287083', 'abcdef', '٢٨٧٠٨٢'])('are not %j', (code) => {
    expect(authenticatorCodes.stepOf(RFC_SECRET, code, new Date(59_000))).toBeNull();
  });

  it('have secrets of 160 bits, and an address that apps read', () => {
    const [one, other] = [authenticatorCodes.newSecret(), authenticatorCodes.newSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/u);
    expect(one).not.toBe(other);
    const uri = new URL(authenticatorCodes.uri(one, 'alice@example.org'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Holdfast:alice@example.org',
    ]);
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Holdfast',
      secret: one,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });

  it('have recovery codes of 80 bits', () => {
    const codes = Array.from({ length: 50 }, () => authenticatorCodes.newRecoveryCode());
    for (const code of codes) expect(code).toMatch(/^(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}$/u);
    expect(new Set(codes).size).toBe(50);
  });
});
