import { createHmac } from 'node:crypto';

/** Returns a pseudonym of a text: the same in every process with the secret, and not reversible. */
export type Pseudonym = (text: string) => string;

/** Uses its own derived key, so that no other signature of the secret can be mistaken for a pseudonym. */
export function pseudonyms(secret: string): Pseudonym {
  const key = createHmac('sha256', secret).update('holdfast limits').digest();
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}
