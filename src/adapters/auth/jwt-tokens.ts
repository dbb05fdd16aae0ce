import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt, { type VerifyOptions } from 'jsonwebtoken';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import type { AccessClaims, AccessTokens, TokenAudience } from '../../ports/accounts/security.js';

const ALGORITHM = 'HS256' as const;
const HOLDFAST = 'holdfast';

const AUDIENCES: Readonly<Record<TokenAudience, string>> = { api: HOLDFAST, codec: 'holdfast-codec' };

/** Separates these tokens from others of the same key. */
const TYPE = 'access';

const claimsSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  typ: z.literal(TYPE),
  exp: z.number(),
});

interface Settings {
  readonly jwtSecret: string;
  readonly accessTokenMinutes: number;
}

/** Access tokens as JWTs, signed with one shared key. We choose the algorithm, never the token. */
export class JwtTokens implements AccessTokens {
  readonly lifetimeSeconds: number;
  private readonly key: KeyObject;

  constructor({ jwtSecret, accessTokenMinutes }: Settings) {
    this.lifetimeSeconds = Math.round(accessTokenMinutes * 60);
    this.key = createSecretKey(jwtSecret, 'utf8');
  }

  issue({ accountId, sessionId }: AccessClaims, audience: TokenAudience): string {
    return jwt.sign({ sid: sessionId, typ: TYPE }, this.key, {
      algorithm: ALGORITHM,
      issuer: HOLDFAST,
      audience: AUDIENCES[audience],
      subject: accountId,
      expiresIn: this.lifetimeSeconds,
    });
  }

  verify(token: string, audience: TokenAudience): AccessClaims {
    try {
      const options = {
        algorithms: [ALGORITHM],
        issuer: HOLDFAST,
        audience: AUDIENCES[audience],
      } satisfies VerifyOptions;
      const { sub, sid } = claimsSchema.parse(jwt.verify(token, this.key, options));
      return { accountId: sub, sessionId: sid };
    } catch (cause) {
      throw new DomainError('unauthenticated', 'The access token is not valid or has expired.', { cause });
    }
  }
}
