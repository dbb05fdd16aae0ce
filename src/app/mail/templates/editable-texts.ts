import type { Delivery } from '../../../domain/mail/delivery.js';
import type { Language } from '../../../domain/languages.js';
import {
  TEMPLATE_KINDS,
  type TemplateKind,
  type TemplateWords,
} from '../../../domain/mail/mail-templates.js';
import { TEXTS_IN } from './phrases.js';
import type { TextKey } from './texts/texts.js';

/** The built-in texts that a template replaces. */
const KEYS: Readonly<Record<TemplateKind, { readonly subject: TextKey; readonly text: TextKey }>> = {
  received: { subject: 'received.subject', text: 'received.lead' },
  reply: { subject: 'reply.subject', text: 'reply.lead' },
  reminder: { subject: 'reminder.subject', text: 'reminder.lead' },
  last_reminder: { subject: 'reminder.subject', text: 'reminder.last' },
  resolved: { subject: 'resolved.subject', text: 'resolved.lead' },
  resolved_unanswered: { subject: 'resolved_unanswered.subject', text: 'resolved_unanswered.lead' },
  cancelled: { subject: 'cancelled.subject', text: 'cancelled.lead' },
  merged: { subject: 'merged.subject', text: 'merged.lead' },
  merged_known: { subject: 'merged.subject', text: 'merged.known' },
  sign_in_code: { subject: 'sign_in_code.subject', text: 'sign_in_code.lead' },
  registration_code: { subject: 'sign_in_code.subject', text: 'registration_code.lead' },
  password_reset: { subject: 'password_reset.subject', text: 'password_reset.lead' },
  welcome: { subject: 'welcome.subject', text: 'welcome.lead' },
};

/** The built-in words of a template, with `{{variables}}`. */
export function builtInWords(kind: TemplateKind, language: Language): TemplateWords {
  const texts = TEXTS_IN[language];
  const { subject, text } = KEYS[kind];
  return { subject: asTemplate(texts[subject]), text: asTemplate(texts[text]) };
}

/** The words of an administrator, by the keys of the built-in ones that they replace. */
export function replacedTexts(
  kind: TemplateKind,
  { subject, text }: TemplateWords,
): Partial<Readonly<Record<TextKey, string>>> {
  const keys = KEYS[kind];
  return { [keys.subject]: subject, [keys.text]: text };
}

/**
 * The variables of each part: those of the built-in text, and the name of the desk.
 * No others: a confirmation to an unproven sender must not repeat what a stranger wrote.
 */
export function variablesOf(kind: TemplateKind): Readonly<Record<keyof TemplateWords, readonly string[]>> {
  const { subject, text } = KEYS[kind];
  return { subject: variablesIn(subject), text: variablesIn(text) };
}

function variablesIn(key: TextKey): readonly string[] {
  const names = Array.from(TEXTS_IN.en[key].matchAll(/\{(\w+)\}/gu), ([, name = '']) => name);
  return [...new Set([...names, 'desk'])];
}

function asTemplate(text: string): string {
  return text.replaceAll(/\{(\w+)\}/gu, '{{$1}}');
}

/**
 * Returns the template of a mail; null for a mail whose words are fixed.
 * @param isRegistration true for a code that confirms a new account
 */
export function templateKindOf({ kind, details }: Delivery, isRegistration = false): TemplateKind | null {
  const of = (name: string): unknown => Object.entries(details).find(([key]) => key === name)?.[1];
  if (kind === 'reminder') return of('reminder') === of('of') ? 'last_reminder' : 'reminder';
  if (kind === 'merged') return typeof of('into') === 'string' ? 'merged_known' : 'merged';
  if (kind === 'sign_in_code') return isRegistration ? 'registration_code' : 'sign_in_code';
  return TEMPLATE_KINDS.find((known) => known === kind) ?? null;
}
