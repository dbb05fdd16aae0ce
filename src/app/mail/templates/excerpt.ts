/** Longer texts are cut in mails; the link leads to the whole. */
const EXCERPT_LENGTH = 1_500;

export function excerpt(text: string): string {
  return text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)} …` : text;
}
