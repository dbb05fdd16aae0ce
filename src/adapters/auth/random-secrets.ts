import { createHash, randomBytes } from 'node:crypto';
import type { RandomSecrets } from '../../ports/accounts/security.js';

const BYTES = 32;

export const randomSecrets: RandomSecrets = {
  create(prefix) {
    const secret = `${prefix}_${randomBytes(BYTES).toString('base64url')}`;
    return { secret, hash: hashOf(secret) };
  },
  hash: hashOf,
};

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
