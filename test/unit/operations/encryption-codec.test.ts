import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Payload } from '@temporalio/common';
import fc from 'fast-check';
import { EncryptionCodec, type CodecKey } from '../../../src/adapters/temporal/encryption-codec.js';

const newKey = (id: string): CodecKey => ({ id, base64: randomBytes(32).toString('base64') });
const [OLD, NEW] = [newKey('2025'), newKey('2026')];
const codec = new EncryptionCodec([NEW]);

const CLEAR: Payload = {
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from('{"ticketId":"0193-a-ticket"}'),
};

/** Bytes as numbers: what comes back are other kinds of arrays. */
const plain = ({ metadata = {}, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, [...value]])),
  data: [...(data ?? [])],
});

async function encrypted(by: EncryptionCodec = codec): Promise<Payload> {
  const [payload] = await by.encode([CLEAR]);
  return payload!;
}

const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('latin1');

describe('an encrypted payload', () => {
  it('is decrypted unchanged, for any content', async () => {
    const bytes = fc.uint8Array({ maxLength: 500 });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), bytes), bytes, async (metadata, data) => {
        const [back] = await codec.decode(await codec.encode([{ metadata, data }]));
        expect(plain(back!)).toEqual(plain({ metadata, data }));
      }),
    );
  });

  it('shows the id of its key and nothing of its content, not even that two are equal', async () => {
    const [first, second] = await codec.encode([CLEAR, CLEAR]);
    expect(text(first!.metadata!['encoding'])).toBe('binary/encrypted');
    expect(text(first!.metadata!['encryption-key-id'])).toBe('2026');
    expect(text(first!.data)).not.toMatch(/ticket|json/);
    expect(text(first!.data)).not.toBe(text(second!.data));
    expect(text(first!.data!.subarray(0, 12))).not.toBe(text(second!.data!.subarray(0, 12)));
  });

  it('is not read with any bit changed', async () => {
    const payload = await encrypted();
    for (let index = 0; index < payload.data!.length; index += 1) {
      const data = Buffer.from(payload.data!);
      data.writeUInt8(data.readUInt8(index) ^ 1, index);
      await expect(codec.decode([{ ...payload, data }])).rejects.toThrow('The payload was changed');
    }
  });

  it('is not read when it is cut off, or empty', async () => {
    const payload = await encrypted();
    for (const length of [0, 12, 27, payload.data!.length - 1]) {
      const data = payload.data!.subarray(0, length);
      await expect(codec.decode([{ ...payload, data }])).rejects.toThrow(/too short|changed/);
    }
    await expect(codec.decode([{ metadata: payload.metadata! }])).rejects.toThrow('too short');
  });

  it('is not read under another name of the same key', async () => {
    const twice = new EncryptionCodec([NEW, { ...NEW, id: 'alias' }]);
    const payload = await encrypted(twice);
    const metadata = { ...payload.metadata!, 'encryption-key-id': Buffer.from('alias') };
    await expect(twice.decode([{ ...payload, metadata }])).rejects.toThrow('another key than our "alias"');
  });
});

describe('keys', () => {
  it('change: the new one encrypts, the old one still decrypts', async () => {
    const before = new EncryptionCodec([OLD]);
    const during = new EncryptionCodec([NEW, OLD]);
    const [old] = await before.encode([CLEAR]);
    const [back] = await during.decode([old!]);
    expect(plain(back!)).toEqual(plain(CLEAR));
    expect(text((await encrypted(during)).metadata!['encryption-key-id'])).toBe('2026');
  });

  it('that are missing are named, also where there is none at all', async () => {
    const payload = await encrypted();
    for (const keys of [[OLD], []]) {
      await expect(new EncryptionCodec(keys).decode([payload])).rejects.toThrow(
        'The payload is encrypted with the key "2026", which TEMPORAL_CODEC_KEYS does not have.',
      );
    }
  });

  it('of the same name are told apart', async () => {
    const other = new EncryptionCodec([newKey('2026')]);
    await expect(other.decode([await encrypted()])).rejects.toThrow('another key than our "2026"');
  });
});

describe('what is not encrypted', () => {
  it('is read as it is, beside what is', async () => {
    const [clear, secret] = await codec.decode([CLEAR, await encrypted()]);
    expect(clear).toBe(CLEAR);
    expect(plain(secret!)).toEqual(plain(CLEAR));
  });

  it('stays so without a key', async () => {
    expect(await new EncryptionCodec([]).encode([CLEAR])).toEqual([CLEAR]);
    expect(await codec.decode([{}])).toEqual([{}]);
  });
});
