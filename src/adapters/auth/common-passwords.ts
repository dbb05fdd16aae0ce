import { dictionary } from '@zxcvbn-ts/language-common';
import type { CommonPasswords } from '../../ports/accounts/security.js';

/** The 49,000 passwords that leaks show most often, as zxcvbn collects them, in lower case. */
const known = new Set(dictionary['passwords-common']);

export const commonPasswords: CommonPasswords = {
  has: (password) => known.has(password),
};
