import { wellFormed } from './text/clean-line.js';

/** The attached file with the whole text, if only the beginning fits. */
export const WHOLE_TEXT_NAME = 'message.txt';

/** Below what was read of a mail that is too long. */
export const NOT_READ = '[Cut here. The original mail has the rest]';

const PARTLY_READ = '[This mail has more parts or text than Holdfast reads. The original mail has the rest]';
const NO_TEXT = '[No text]';
const CUT = `[Cut here. The whole text is in the attachment ${WHOLE_TEXT_NAME}]`;

/** Maximum characters that are read. A longer text is not a person's own, and readers must end soon. */
const MAX_READ = 500_000;

interface NotKept {
  readonly dangerous: readonly string[];
  readonly excess: readonly string[];
  readonly empty: readonly string[];
  /** True if the mail has more text than was read. */
  readonly isPartlyRead?: boolean;
  /** Names of files with text in an unknown charset. */
  readonly unreadFiles?: readonly string[] | undefined;
}

/** As much of a mail's text as is looked into, with a word on the rest. */
export function readableText(text: string): string {
  if (text.length <= MAX_READ) return wellFormed(text);
  return `${wellFormed(text.slice(0, MAX_READ).replace(/\p{Cs}$/u, ''))}\n\n${NOT_READ}`;
}

/** Returns the text of a ticket or comment for a mail, at most `max` characters, with its notes. */
export function fitted(
  text: string,
  { dangerous, excess, empty, isPartlyRead = false, unreadFiles = [] }: NotKept,
  max: number,
): { readonly body: string; readonly isCut: boolean } {
  const notes = [
    ...noteOn('Not stored, because files of this type can be harmful', dangerous),
    ...noteOn('Not stored, because there are too many or they are too large', excess),
    ...noteOn('Not stored, because they are empty', empty),
    ...noteOn('Written in an unknown charset, so the text may be wrong. The original', unreadFiles),
    ...(isPartlyRead ? [PARTLY_READ] : []),
  ];
  const whole = [text === '' ? NO_TEXT : text, ...notes].join('\n\n');
  const characters = Array.from(whole);
  if (characters.length <= max) return { body: whole, isCut: false };
  const tail = ['', CUT, ...notes].join('\n\n');
  return {
    body:
      Array.from(text)
        .slice(0, max - Array.from(tail).length)
        .join('') + tail,
    isCut: true,
  };
}

/** Names of files are bounded by their number and length. */
function noteOn(why: string, names: readonly string[]): string[] {
  const shown = names.slice(0, 20).join(', ');
  return names.length === 0 ? [] : [`[${why}: ${shown}${names.length > 20 ? ', …' : ''}]`];
}
