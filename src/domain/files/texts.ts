import { isHeld, type StoredFile } from './stored-file.js';

/** Characters of a file that a model, or the search, reads beside the text of the ticket. */
const MAX_OF_FILE = 2_000;
const MAX_OF_TICKET = 6_000;

/** The texts of released files, in the order of their ids, each with its beginning. They are data of strangers. */
export function textsOf(files: readonly StoredFile[]): readonly string[] {
  const texts: string[] = [];
  let length = 0;
  for (const file of files.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const text = isHeld(file) ? '' : (file.analysis?.text ?? '').slice(0, MAX_OF_FILE);
    if (text === '' || length + text.length > MAX_OF_TICKET) continue;
    texts.push(text.replace(/[\uD800-\uDBFF]$/u, ''));
    length += text.length;
  }
  return texts;
}
