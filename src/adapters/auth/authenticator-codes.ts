import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { AuthenticatorCodes } from '../../ports/accounts/security.js';

const ISSUER = 'Holdfast';
/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;
const RECOVERY_BYTES = 10;
const PERIOD_SECONDS = 30;
/** RFC 6238 §5.2: one step for the delay of the network and for clocks that differ. */
const WINDOW_STEPS = 1;

function generator(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret });
}

export const authenticatorCodes: AuthenticatorCodes = {
  newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
  uri: (secret, label) => generator(secret, label).toString(),
  stepOf: (secret, token, at) => {
    // The library compares bytes, and throws if there are more bytes than characters.
    if (!/^[0-9]{6}$/u.test(token)) return null;
    const timestamp = at.getTime();
    const delta = generator(secret).validate({ token, timestamp, window: WINDOW_STEPS });
    return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  },
  newRecoveryCode: () => {
    const bytes = new Uint8Array(randomBytes(RECOVERY_BYTES));
    return new Secret({ buffer: bytes.buffer }).base32.replaceAll(/(.{4})(?=.)/gu, '$1-');
  },
};
