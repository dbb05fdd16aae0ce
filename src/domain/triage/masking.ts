/**
 * Removes secrets and personal data from text before it is sent to a model (DESIGN §5).
 * It prefers to mask too much: a model can triage "[phone]" as well as a number. Text that looks like a date or an
 * IPv4 address stays, because technicians need it. It is a safety net, not a guarantee: a secret that looks like a
 * word passes.
 * Every pattern is linear in the length of the text. Repeats are limited, or start only at the start of a run of
 * their characters, because strangers write the text.
 */

const MARKS = {
  secret: '[secret]',
  address: '[address]',
  account: '[account number]',
  phone: '[phone]',
} as const;

type Replacement = (match: string, ...groups: string[]) => string;
type Rule = readonly [pattern: RegExp, replacement: Replacement];

const SECRET_NAMES = [
  'pass ?word',
  'passphrase',
  'passcode',
  'pass',
  'pwd',
  'pin',
  'otp',
  'secret',
  'api[ _-]?key',
  'access[ _-]?key',
  'token',
  'passwort',
  'kennwort',
  'zugangscode',
  'contraseña',
  'clave',
  'mot de passe',
  'senha',
].join('|');
const NAME = `(?<![\\p{L}\\p{N}])((?:${SECRET_NAMES})s?`;
const QUOTED = `"[^"\\n]{1,200}"|'[^'\\n]{1,200}'`;

/** In this order: patterns with a context first, plain digits last. */
const RULES: readonly Rule[] = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/gu,
    () => MARKS.secret,
  ],
  [/(:\/\/)[^\s/:@]{1,100}:[^\s/@]{1,100}(?=@)/gu, (_, scheme = '') => `${scheme}${MARKS.secret}`],
  [
    /\b(bearer|authorization:\s{0,5}basic)(\s{1,5})(?=[^\s]{8})[\w.~+/=-]+/giu,
    (_, kind = '', gap = '') => `${kind}${gap}${MARKS.secret}`,
  ],
  [
    new RegExp(`${NAME}["']?\\s{0,5}[:=]\\s{0,5})(?:${QUOTED}|\\S+)`, 'giu'),
    (_, before = '') => `${before}${MARKS.secret}`,
  ],
  // "my password is Sommer2026": only what looks like a secret, or "the password is expired" would lose its meaning.
  [
    new RegExp(
      `${NAME}\\s{1,5}(?:is|was|ist|lautet|war|es|est|é)\\s{1,5})(?=\\S{0,100}[\\d#$%^&*_+=@])\\S+`,
      'giu',
    ),
    (_, before = '') => `${before}${MARKS.secret}`,
  ],
  [
    /(?<![\w-])(?:AIza|sk-|pk-|rk_|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|AKIA|ASIA|hfk_)[\w-]{12,}/gu,
    () => MARKS.secret,
  ],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/gu, () => MARKS.secret],
  [/[^\s@<>()[\],;:"\\]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu, () => MARKS.address],
  [
    /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu,
    () => MARKS.account,
  ],
  [/(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,}/gu, () => MARKS.account],
  [
    /(?<![\p{L}\p{N}.]|\p{L}-)[+(]?\d[\d ()./-]{5,20}\d(?![\p{L}\p{N}])/gu,
    (match) => (isPhone(match) ? MARKS.phone : match),
  ],
];

const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?![-.]?\d)/u;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/u;
const VERSION = /^[1-9]\d*(?:\.\d+)+$/u;
const DOTTED_PHONE = /^\d{3}\.\d{3}\.\d{4}$/u;

function isPhone(candidate: string): boolean {
  if (DOTTED_PHONE.test(candidate)) return true;
  if ([DATE, IPV4, VERSION].some((pattern) => pattern.test(candidate))) return false;
  const digits = candidate.replace(/\D/gu, '').length;
  const dialled = /^[+(0]/u.test(candidate) || /\d{3}[ -]\d{4}$/u.test(candidate);
  return digits <= 15 && digits >= (dialled ? 7 : 9);
}

/** The text with every secret and every piece of personal data that it knows replaced by a mark. */
export function maskSensitive(text: string): string {
  return RULES.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** Returns the text without the marks, for word search: "[address]" is not a word of the requester. */
export function withoutMarks(text: string): string {
  return Object.values(MARKS).reduce((rest, mark) => rest.replaceAll(mark, ' '), text);
}
