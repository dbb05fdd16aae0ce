import type { Excerpt } from '../../ports/search-index.js';
import { placedWords } from './analysis.js';

/** Characters of an excerpt: two lines of a list. */
const LENGTH = 200;
const MAX_MATCHED = 10;

/** The part of the text with the most different matches, cut at words where the script has blanks. */
export function excerptOf(text: string, language: string, terms: readonly string[]): Excerpt {
  const sought = new Set(terms);
  const matches = placedWords(text, language).flatMap(({ at, word, forms }) => {
    const form = forms.find((each) => sought.has(each));
    return form === undefined ? [] : [{ at, word, form }];
  });
  const best = densest(matches);
  const start = best === undefined ? 0 : startBefore(text, best);
  const end = endAfter(text, start + LENGTH);
  const within = matches.filter(({ at }) => at >= start && at < end).map(({ word }) => word);
  const cut = text.slice(start, end).replaceAll(/\s+/gu, ' ').trim();
  return {
    text: `${start > 0 ? '…' : ''}${cut}${end < text.length ? '…' : ''}`,
    matched: [...new Set(within)].slice(0, MAX_MATCHED),
  };
}

/** Where a window with the most different terms begins. */
function densest(matches: readonly { readonly at: number; readonly form: string }[]): number | undefined {
  let [best, most] = [matches[0]?.at, 0];
  const counts = new Map<string, number>();
  let last = 0;
  for (const { at, form: first } of matches) {
    for (; last < matches.length; last += 1) {
      const next = matches[last];
      if (next === undefined || next.at - at > LENGTH - LENGTH / 4) break;
      counts.set(next.form, (counts.get(next.form) ?? 0) + 1);
    }
    if (counts.size > most) [best, most] = [at, counts.size];
    const left = (counts.get(first) ?? 0) - 1;
    if (left > 0) counts.set(first, left);
    else counts.delete(first);
  }
  return best;
}

/** Some characters before the match, at the beginning of a word. */
function startBefore(text: string, at: number): number {
  const from = at - LENGTH / 4;
  if (from <= 0) return 0;
  const blank = text.slice(from, at).search(/\s/u);
  return blank === -1 ? at : from + blank + 1;
}

function endAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const blank = text.slice(at - 40, at).search(/\s\S*$/u);
  return blank === -1 ? wholeCharacter(text, at) : at - 40 + blank;
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
