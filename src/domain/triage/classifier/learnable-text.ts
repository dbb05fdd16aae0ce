import { withoutInstructions } from '../instructions.js';
import { maskSensitive, withoutMarks } from '../masking.js';

/** Maximum characters of a text that the classifier reads. */
const MAX_CHARACTERS = 4_000;

interface TicketText {
  readonly title: string;
  readonly description: string;
}

/** Returns the text of a ticket as the classifier learns it: without secrets, personal data and instructions. */
export function learnableText({ title, description }: TicketText): string {
  // Masked before it is cut, because half of a secret is no longer recognised.
  const masked = { title, description: maskSensitive(description.slice(0, 2 * MAX_CHARACTERS)) };
  return classifiableText({ ...masked, title: maskSensitive(title) });
}

/** As {@link learnableText}, of a ticket whose text is masked already. */
export function classifiableText({ title, description }: TicketText): string {
  const text = withoutMarks(`${title}\n${description}`).slice(0, MAX_CHARACTERS);
  return withoutInstructions(text).urgency;
}
