import type { Schemas } from '../../../../src/client/client.js';

/** What can be redacted: a comment, or the ticket itself. */
export interface Redactable {
  readonly ticket: string;
  /** Null for the ticket itself. */
  readonly comment: string | null;
  readonly text: string;
  readonly files: readonly Schemas['Attachment'][];
}

type Places = Schemas['Redaction']['places'];

/** In the order in which people look for them. `files_left` is none: these files were not changed. */
const REMOVED_FROM = [
  'comments',
  'tickets',
  'files_removed',
  'activities',
  'mails',
  'raw_mails_rewritten',
  'raw_mails_removed',
  'exports_removed',
  'articles',
] as const satisfies readonly (keyof Places)[];

/** Where something was removed, each place with how often. */
export function removedPlaces(
  places: Places,
): readonly { readonly place: (typeof REMOVED_FROM)[number]; readonly count: number }[] {
  return REMOVED_FROM.map((place) => ({ place, count: places[place] })).filter(({ count }) => count > 0);
}

export function removedCount(places: Places): number {
  return removedPlaces(places).reduce((sum, { count }) => sum + count, 0);
}

/** The API takes texts of this length. Shorter ones occur everywhere by chance. */
export const MAX_TEXT_LENGTH = 1_000;
const MIN_VISIBLE_LENGTH = 4;

/** True for a text that is long enough without white space. The API decides again. */
export function isLongEnough(text: string): boolean {
  return text.replaceAll(/\s/gu, '').length >= MIN_VISIBLE_LENGTH;
}

/** How often the text is in the message, as a redaction replaces it. */
export function countIn(message: string, text: string): number {
  return text === '' ? 0 : lines(message).split(lines(text)).length - 1;
}

/** What the person has selected on the page, if it is a part of the message. */
export function offeredText(message: string, selected: string): string {
  const text = selected.trim();
  return text.length <= MAX_TEXT_LENGTH && countIn(message, text) > 0 ? text : '';
}

/** A text area has no carriage returns. The API redacts both forms. */
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
