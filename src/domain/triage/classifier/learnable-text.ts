import { maskSensitive, withoutMarks } from '../masking.js';

/** Maximum characters of a description that are read, as of a text of the classifier. */
const MAX_DESCRIPTION = 4_000;

/**
 * Returns the text of a ticket as the classifier learns and judges it: without secrets and personal data.
 * Text that is masked already stays as it is.
 */
export function learnableText(ticket: { readonly title: string; readonly description: string }): string {
  // Masked before it is cut, because half of a secret is no longer recognised.
  const text = `${ticket.title}\n${ticket.description.slice(0, 2 * MAX_DESCRIPTION)}`;
  return withoutMarks(maskSensitive(text)).slice(0, MAX_DESCRIPTION);
}
