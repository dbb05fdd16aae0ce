import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/config/config.js';

const key = () => randomBytes(32).toString('base64');
const load = (keys: string) => loadConfig({ TEMPORAL_CODEC_KEYS: keys }).temporal.codecKeys;

describe('TEMPORAL_CODEC_KEYS', () => {
  it('lists keys with their ids, the first one first; none is none', () => {
    const [newer, older] = [key(), key()];
    expect(load(`2026-11:${newer}, 2025:${older}`)).toEqual([
      { id: '2026-11', base64: newer },
      { id: '2025', base64: older },
    ]);
    expect(load('')).toEqual([]);
  });

  it.each([
    ['no id', key(), /entry 1 is not <id>:<key>/],
    ['an empty id', `:${key()}`, /entry 1 is not <id>:<key>/],
    ['an id with a blank', `a b:${key()}`, /entry 1 is not <id>:<key>/],
    ['no key', `a:${key()},b:`, /the key "b" is not 32 bytes/],
    ['a short key', `a:${randomBytes(16).toString('base64')}`, /the key "a" is not 32 bytes/],
    ['a long key', `a:${randomBytes(33).toString('base64')}`, /the key "a" is not 32 bytes/],
    ['hexadecimal digits', `a:${randomBytes(32).toString('hex')}`, /the key "a" is not 32 bytes/],
    ['a key without its last sign', `a:${key().slice(0, -1)}`, /the key "a" is not 32 bytes/],
    ['the same id twice', `a:${key()},a:${key()}`, /entry 2 repeats the id "a"/],
  ])('refuses %s', (_what, keys, message) => {
    expect(() => load(keys)).toThrow(message);
  });

  it('names every fault at once, and shows no key', () => {
    const secret = key();
    const wrong = `a:${secret}x,b:${secret},b:${secret},${secret}`;
    expect(() => load(wrong)).toThrow(/3 problem[^]*"a"[^]*entry 3[^]*entry 4/);
    try {
      load(wrong);
    } catch (error) {
      expect(String(error)).not.toContain(secret.slice(0, 8));
    }
  });
});
