import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { JwtTokens } from '../../../src/adapters/auth/jwt-tokens.js';
import { DomainError } from '../../../src/domain/errors.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const tokens = new JwtTokens({ jwtSecret: SECRET, accessTokenMinutes: 30 });
const CLAIMS = { sub: 'u1', sid: 's1', typ: 'access', iss: 'holdfast', aud: 'holdfast' };

function signed(claims: object, options: jwt.SignOptions = {}, secret = SECRET): string {
  return jwt.sign({ ...CLAIMS, exp: Math.floor(Date.now() / 1000) + 60, ...claims }, secret, options);
}

function codeOf(token: string): string {
  try {
    tokens.verify(token, 'api');
    return 'accepted';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

describe('access tokens', () => {
  it('say who is there, for half an hour', () => {
    const token = tokens.issue({ accountId: 'u1', sessionId: 's1' }, 'api');
    expect(tokens.verify(token, 'api')).toEqual({ accountId: 'u1', sessionId: 's1' });
    const claims = jwt.decode(token, { json: true })!;
    expect(claims).toMatchObject(CLAIMS);
    expect(claims.exp! - claims.iat!).toBe(1800);
    expect(tokens.lifetimeSeconds).toBe(1800);
    expect(codeOf(signed({}))).toBe('accepted');
  });

  it.each<[string, string]>([
    ['expired', signed({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['without an end', jwt.sign(CLAIMS, SECRET)],
    ['not valid yet', signed({ nbf: Math.floor(Date.now() / 1000) + 60 })],
    ['of another key', signed({}, {}, 'another-secret-of-at-least-thirty-two-chars')],
    ['for another audience', signed({ aud: 'elsewhere' })],
    ['for the codec', tokens.issue({ accountId: 'u1', sessionId: 's1' }, 'codec')],
    ['of another issuer', signed({ iss: 'elsewhere' })],
    ['without a signature', jwt.sign({ ...CLAIMS, exp: 9_999_999_999 }, '', { algorithm: 'none' })],
    ['of another algorithm', signed({}, { algorithm: 'HS512' })],
    ['of another type', signed({ typ: 'refresh' })],
    ['without a session', signed({ sid: undefined })],
    ['without a person', signed({ sub: '' })],
    [
      'changed',
      tokens
        .issue({ accountId: 'u1', sessionId: 's1' }, 'api')
        .replace(/\.[^.]+\./u, `.${btoa('{"role":"admin"}')}.`),
    ],
    ['empty', ''],
    ['no token at all', 'a.b.c'],
  ])('are refused when %s', (_, token) => {
    expect(codeOf(token)).toBe('unauthenticated');
  });

  it('open the codec only if they were issued for it', () => {
    const claims = { accountId: 'u1', sessionId: 's1' };
    expect(tokens.verify(tokens.issue(claims, 'codec'), 'codec')).toEqual(claims);
    expect(() => tokens.verify(tokens.issue(claims, 'api'), 'codec')).toThrow('not valid');
  });
});
