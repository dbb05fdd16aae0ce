import { shownKeys } from './keys.js';

const isMac = /Mac|iPhone|iPad/u.test(navigator.userAgent);

/** The keys of an action as this machine's keyboard has them. */
export function modKeys(keys: string): readonly string[] {
  return shownKeys(keys, isMac);
}
