import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealer } from '../../ports/accounts/security.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D §8.2.2: 96 random bits prevent collisions for four billion texts per key. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Version of the sealing, so that it can change later. */
const VERSION = 'v1.';

/** AES-256-GCM and HMAC-SHA-256, each with its own key that HKDF (RFC 5869) derives from one secret. */
export class AesGcmSealer implements Sealer {
  private readonly sealingKey: Buffer;
  private readonly fingerprintKey: Buffer;

  constructor(secret: string) {
    this.sealingKey = derive(secret, 'holdfast sealer: encryption');
    this.fingerprintKey = derive(secret, 'holdfast sealer: fingerprints');
  }

  seal(text: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealingKey, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context));
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return VERSION + Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url');
  }

  open(sealed: string, context: string): string {
    const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
    if (!sealed.startsWith(VERSION) || bytes.length < IV_BYTES + TAG_BYTES) {
      throw new Error('The text is not sealed.');
    }
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(CIPHER, this.sealingKey, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return text.toString('utf8');
  }

  fingerprint(text: string): string {
    return createHmac('sha256', this.fingerprintKey).update(text).digest('base64url');
  }
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES));
}
