import { escapePattern } from '../escape-pattern.js';

/*
 * Patterns of secrets and personal data. Each is linear in the length of the text. Repeats are limited, or start only at
 * the start of a run of their characters, because strangers write the text.
 */

/** Kinds of hidden text, with their marks. */
export const MARKS = {
  secret: 'secret',
  address: 'address',
  account: 'account number',
  phone: 'phone',
  person: 'person',
  /** Text of the writer that looks like one of our marks. */
  text: 'text',
} as const;
export type HiddenKind = keyof typeof MARKS;

/** What a pattern matches is hidden, except its groups, which come before it. */
export interface MaskingRule {
  readonly kind: HiddenKind;
  readonly pattern: RegExp;
  readonly isMeant?: (match: string) => boolean;
  /** A sticky pattern: what it matches behind `pattern` is hidden instead. */
  readonly following?: RegExp;
}

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

const CAPITALISED = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,40}";
const INTRODUCTIONS = [
  "my name is|mein name ist|ich hei(?:ß|ss)e|je m['’]appelle|mon nom est|me llamo|mi nombre es|meu nome é|me chamo",
  '(?:kind |best |warm )?regards,?|sincerely,?|(?:mit )?(?:freundlichen|besten|lieben|vielen) gr(?:ü|ue)(?:ß|ss)en,?',
  'viele gr(?:ü|ue)(?:ß|ss)e,?|saludos(?: cordiales)?,?|cordialement,?|atenciosamente,?',
].join('|');

/** In this order: of overlapping matches, the first rule gives the mark. */
export const RULES: readonly MaskingRule[] = [
  {
    kind: 'secret',
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/gu,
  },
  { kind: 'secret', pattern: /(:\/\/)[^\s/:@]{1,100}:[^\s/@]{1,100}(?=@)/gu },
  {
    kind: 'secret',
    pattern: /\b(bearer|authorization:\s{0,5}basic)(\s{1,5})(?=[^\s]{8})[\w.~+/=-]+/giu,
  },
  { kind: 'secret', pattern: new RegExp(`${NAME}["']?\\s{0,5}[:=]\\s{0,5})(?:${QUOTED}|\\S+)`, 'giu') },
  // "my password is Sommer2026": only what looks like a secret, or "the password is expired" would lose its meaning.
  {
    kind: 'secret',
    pattern: new RegExp(
      `${NAME}\\s{1,5}(?:is|was|ist|lautet|war|es|est|é)\\s{1,5})(?=\\S{0,100}[\\d#$%^&*_+=@])\\S+`,
      'giu',
    ),
  },
  {
    kind: 'secret',
    pattern:
      /(?<![\w-])(?:AIza|sk-|pk-|rk_|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|AKIA|ASIA|hfk_)[\w-]{12,}/gu,
  },
  { kind: 'secret', pattern: /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/gu },
  {
    kind: 'address',
    pattern: /[^\s@<>()[\],;:"\\]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu,
  },
  {
    kind: 'account',
    pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu,
  },
  { kind: 'account', pattern: /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,}/gu },
  {
    kind: 'phone',
    pattern: /(?<![\p{L}\p{N}.]|\p{L}-)[+(]?\d[\d ()./-]{5,20}\d(?![\p{L}\p{N}])/gu,
    isMeant: isPhone,
  },
  {
    kind: 'person',
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${INTRODUCTIONS})\\s{1,4}`, 'giu'),
    following: new RegExp(`${CAPITALISED}(?: ${CAPITALISED}){0,3}`, 'uy'),
  },
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

/** Names shorter than this are words in too many texts. */
const MIN_NAME = 3;
const MAX_NAMES = 200;

/** Returns the names with their parts: "Alice Smith", "Alice", "Smith". */
export function withNameParts(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [name, ...name.split(/[\s,]+/u)]);
}

/** Rules for the names of known people, in any case. */
export function namesRule(names: readonly string[]): readonly MaskingRule[] {
  const trimmed = names.slice(0, MAX_NAMES).map((name) => name.trim());
  const known = [...new Set(trimmed)].filter((name) => Array.from(name).length >= MIN_NAME);
  if (known.length === 0) return [];
  const longestFirst = known.toSorted((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
    'giu',
  );
  return [{ kind: 'person', pattern }];
}
