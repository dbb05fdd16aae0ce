import { createHmac } from 'node:crypto';

/** A name that stands for a text without telling it. The same text has the same one in every process with the secret. */
export type Pseudonym = (text: string) => string;

/** Under a key of its own, so that nothing that is signed with the secret elsewhere can be mistaken for one of these. */
export function pseudonyms(secret: string): Pseudonym {
  const key = createHmac('sha256', secret).update('holdfast limits').digest();
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}
