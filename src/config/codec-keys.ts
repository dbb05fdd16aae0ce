import { z } from 'zod';

const ID = /^[\w.-]{1,64}$/;
const KEY_BYTES = 32;

/** `<id>:<base64 of 32 bytes>`, several separated by commas: the first encrypts, all decrypt. No fault shows a key. */
export const codecKeys = z
  .string()
  .default('')
  .transform((text, context) => {
    const keys = text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .map(toKey);
    for (const message of faultsOf(keys)) context.addIssue({ code: 'custom', message });
    return keys;
  });

interface Key {
  readonly id: string;
  readonly base64: string;
}

function toKey(item: string): Key {
  const colon = item.indexOf(':');
  return { id: item.slice(0, Math.max(colon, 0)), base64: item.slice(colon + 1) };
}

function faultsOf(keys: readonly Key[]): string[] {
  return keys.flatMap(({ id, base64 }, index) => {
    const place = `entry ${index + 1}`;
    if (!ID.test(id)) {
      return [`${place} is not <id>:<key>, the id of 1 to 64 letters, digits, dots, dashes or underscores`];
    }
    if (keys.findIndex((key) => key.id === id) !== index) return [`${place} repeats the id "${id}"`];
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== base64) {
      return [`the key "${id}" is not ${KEY_BYTES} bytes in base64; make one with openssl rand -base64 32`];
    }
    return [];
  });
}
