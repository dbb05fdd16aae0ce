import type { User } from './user.js';

/** One piece of at most four characters over and over: `aaaaaaaa`, `12341234`. */
const REPEATED = /^(.{1,4})\1+$/su;
/** Characters that replace letters in weak passwords. */
const LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
};
/** Minimum length of a part of a name that a password must not contain. Shorter ones occur by chance. */
const SHORTEST_NAME = 3;
/** Names of this product and its kind. */
const OURS = ['holdfast', 'helpdesk', 'servicedesk'];

const ADVICE = 'Four unrelated words make a good password.';

/**
 * Returns the fault of a new password, in words that follow its name; null for a good one.
 * The caller has checked the length. NIST SP 800-63B-4 §3.1.1.2: attackers try common passwords and names first.
 * @param isCommon returns true for a common password, in lower case
 */
export function faultOfPassword(
  password: string,
  person: Pick<User, 'email' | 'name'>,
  isCommon: (password: string) => boolean,
): string | null {
  const folded = password.normalize('NFKC').toLowerCase();
  if (folded.trim() === '' || REPEATED.test(folded)) {
    return `must not repeat the same few characters. ${ADVICE}`;
  }
  if (isCommon(folded) || isCommon(folded.trim()) || isCommon(inLetters(folded))) {
    return `must not be a common password, because attackers try those first. ${ADVICE}`;
  }
  const core = coreOf(folded);
  if ([...namesOf(person), ...OURS].includes(core)) {
    return `must not be your name, your e-mail address or the name of the help desk. ${ADVICE}`;
  }
  return null;
}

function inLetters(folded: string): string {
  return Array.from(folded, (character) => LETTERS[character] ?? character).join('');
}

/** Without what people put around a word to make it a password. */
function coreOf(folded: string): string {
  return squeezed(folded).replaceAll(/^\p{N}+|\p{N}+$/gu, '');
}

function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function namesOf({ email, name }: Pick<User, 'email' | 'name'>): readonly string[] {
  const [local = ''] = email.split('@');
  return [email, local, ...local.split(/[._+-]/u), name, ...name.split(/\s+/u)]
    .map(coreOf)
    .filter((part) => part.length >= SHORTEST_NAME);
}
