/**
 * The mails whose words can be changed: those to requesters, and those with a secret.
 * Mails to staff are not among them: Holdfast recognizes a quoted mail to staff by its sentences, and keeps it from
 * requesters.
 */
export const TEMPLATE_KINDS = [
  'received',
  'reply',
  'reminder',
  'last_reminder',
  'resolved',
  'resolved_unanswered',
  'cancelled',
  'merged',
  'merged_known',
  'sign_in_code',
  'registration_code',
  'password_reset',
  'welcome',
] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** In characters. The number and the title of a ticket are added to the subject. */
export const MAX_TEMPLATE_SUBJECT = 100;
export const MAX_TEMPLATE_TEXT = 2_000;

/** The words of a mail: the middle of its subject, and its first text. Plain text with `{{variables}}`. */
export interface TemplateWords {
  readonly subject: string;
  readonly text: string;
}

/** A version of a template. Null words are the built-in ones. */
export interface MailTemplate {
  /** `kind.language`. */
  readonly name: string;
  readonly version: number;
  readonly words: TemplateWords | null;
}

const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** Fills in the variables, in one go, so that what is filled in is never taken for a template. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(VARIABLE, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : placeholder,
  );
}

/** What is wrong with a template that may have these variables; null where nothing is. */
export function templateFault(template: string, variables: readonly string[]): string | null {
  const known = variables.map((name) => `{{${name}}}`).join(', ');
  const unknown = Array.from(template.matchAll(VARIABLE), ([, name = '']) => name).find(
    (name) => !variables.includes(name),
  );
  if (unknown !== undefined) return `has the unknown variable {{${unknown}}}; it may have ${known}`;
  return /\{\{|\}\}/u.test(template.replaceAll(VARIABLE, ''))
    ? `has a brace pair that is no variable; it may have ${known}`
    : null;
}
