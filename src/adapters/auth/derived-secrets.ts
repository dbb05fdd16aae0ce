import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { MailedSecrets } from '../../ports/accounts/security.js';

const KEY_BYTES = 32;
const DIGITS = 6;
const MARK_BYTES = 10;

/** Mailed secrets by HMAC-SHA256 under a key of their own, which HKDF makes of the server's secret. */
export class DerivedSecrets implements MailedSecrets {
  private readonly key: Buffer;

  constructor(serverSecret: string) {
    this.key = Buffer.from(hkdfSync('sha256', serverSecret, '', 'holdfast mailed secrets', KEY_BYTES));
  }

  /** Truncated as in RFC 4226 §5.3, whose bias over six digits is negligible. */
  code(id: string): string {
    const mac = this.mac(`code:${id}`);
    const offset = mac.readUInt8(mac.length - 1) & 0x0f;
    const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
    return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
  }

  isCode(id: string, code: string): boolean {
    return isSame(this.code(id), code);
  }

  token(id: string): string {
    return `${id}.${this.mac(`token:${id}`).toString('base64url')}`;
  }

  idOf(token: string): string | null {
    const id = token.split('.', 1)[0] ?? '';
    return isSame(this.token(id), token) ? id : null;
  }

  mark(id: string): Uint8Array {
    return new Uint8Array(this.mac(`mark:${id}`).subarray(0, MARK_BYTES));
  }

  isMark(id: string, mark: Uint8Array): boolean {
    return isSame(this.mark(id), mark);
  }

  private mac(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}

/** Compares in constant time. */
function isSame(expected: string | Uint8Array, given: string | Uint8Array): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
