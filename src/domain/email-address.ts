/** The longest address that SMTP can deliver to (RFC 5321 §4.5.3.1.3, less the brackets). */
export const MAX_EMAIL_LENGTH = 254;

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const LAST_LABEL = '[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])';

/**
 * The pattern of an e-mail address, without anchors:
 * a dot-atom (RFC 5322 §3.2.3) and a domain of two or more labels, whose last begins with a letter. Domains in other
 * scripts are in their DNS form (`xn--`, RFC 5891). It excludes quoted local parts, `localhost`, address literals and
 * source routes.
 */
export const EMAIL_PATTERN = `${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LAST_LABEL}`;

const EMAIL = new RegExp(`^${EMAIL_PATTERN}$`, 'u');

/** True for an address that an account can have, whichever way it came. */
export function isEmailAddress(text: string): boolean {
  return text.length <= MAX_EMAIL_LENGTH && EMAIL.test(text);
}
