import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

/** A key of 256 bits in base64, and the name that payloads call it by. */
export interface CodecKey {
  readonly id: string;
  readonly base64: string;
}

const Wire = proto.temporal.api.common.v1.Payload;

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D §8.2.2: 96 random bits prevent collisions for four billion payloads per key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The names that Temporal's own samples use, so that other tools know what they see. */
const ENCODING = 'encoding';
const ENCRYPTED = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';

/** A payload that is marked as encrypted and cannot be decrypted. The message has the reason. */
export class UndecipherableError extends Error {
  override readonly name = 'UndecipherableError';
}

/**
 * AES-256-GCM over whole payloads: content and inner metadata are hidden and cannot be changed.
 * The outer metadata (the encryption mark and key id) is authenticated. Each payload has a random nonce. The first
 * key encrypts, all decrypt. Without keys nothing is encrypted, and plain payloads are read as they are.
 * A payload is not bound to its workflow, because the Web UI does not name the workflow of payloads that it decrypts.
 */
export class EncryptionCodec implements PayloadCodec {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly current: string | undefined;

  constructor(keys: readonly CodecKey[]) {
    this.keys = new Map(keys.map(({ id, base64 }) => [id, createSecretKey(base64, 'base64')]));
    this.current = keys[0]?.id;
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return settled(() => payloads.map((payload) => this.encrypt(payload)));
  }

  /** @throws UndecipherableError */
  decode(payloads: Payload[]): Promise<Payload[]> {
    return settled(() => payloads.map((payload) => this.decrypt(payload)));
  }

  private encrypt(payload: Payload): Payload {
    if (this.current === undefined) return payload;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.keyOf(this.current), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(authenticated(this.current));
    const clear = Wire.encode(payload).finish();
    return {
      metadata: { [ENCODING]: Buffer.from(ENCRYPTED), [KEY_ID]: Buffer.from(this.current) },
      data: Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]),
    };
  }

  private decrypt(payload: Payload): Payload {
    if (textOf(payload, ENCODING) !== ENCRYPTED) return payload;
    const id = textOf(payload, KEY_ID);
    const key = this.keyOf(id);
    const data = payload.data ?? new Uint8Array();
    if (data.length < NONCE_BYTES + TAG_BYTES)
      throw new UndecipherableError('The payload is too short to be encrypted.');
    try {
      const nonce = data.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(authenticated(id));
      decipher.setAuthTag(data.subarray(-TAG_BYTES));
      const clear = [decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
      return Wire.decode(Buffer.concat(clear));
    } catch (cause) {
      throw new UndecipherableError(
        `The payload was changed, or it was encrypted with another key than our "${id}".`,
        {
          cause,
        },
      );
    }
  }

  private keyOf(id: string): KeyObject {
    const key = this.keys.get(id);
    if (key !== undefined) return key;
    throw new UndecipherableError(
      `The payload is encrypted with the key "${id}", which TEMPORAL_CODEC_KEYS does not have. Add it after the others.`,
    );
  }
}

/** The additional authenticated data. */
function authenticated(keyId: string): Buffer {
  return Buffer.from(`${ENCRYPTED}\n${keyId}`);
}

function textOf({ metadata }: Payload, name: string): string {
  const value = metadata?.[name];
  return value === undefined ? '' : Buffer.from(value).toString('utf8');
}

function settled<T>(run: () => T): Promise<T> {
  return new Promise((resolve) => resolve(run()));
}
