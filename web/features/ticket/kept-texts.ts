import { DRAFTS } from '../../app/session.js';

/** What is written on a ticket and not sent: a reply and a note, which never mix. */
export interface KeptTexts {
  readonly reply: string;
  readonly note: string;
  readonly mode: Mode;
}

export type Mode = 'reply' | 'note';

const NOTHING: KeptTexts = { reply: '', note: '', mode: 'reply' };

const keyOf = (person: string, number: string) => `${DRAFTS}${person}.${number}`;

/** Reads what this browser keeps. It has each key stroke, also while the server is away. */
export function readKept(person: string, number: string): KeptTexts {
  try {
    return {
      ...NOTHING,
      ...(JSON.parse(localStorage.getItem(keyOf(person, number)) ?? '{}') as Partial<KeptTexts>),
    };
  } catch {
    return NOTHING;
  }
}

export function keepTexts(person: string, number: string, texts: KeptTexts): void {
  try {
    if (texts.reply === '' && texts.note === '') localStorage.removeItem(keyOf(person, number));
    else localStorage.setItem(keyOf(person, number), JSON.stringify(texts));
  } catch {
    // The browser keeps nothing. The server has the draft.
  }
}
