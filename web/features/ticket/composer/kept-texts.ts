import { keptValue } from '../../../app/kept-value.js';
import { DRAFTS } from '../../../app/session.js';

/** What is written on a ticket and not sent: a reply and a note, which never mix. */
export interface KeptTexts {
  readonly reply: string;
  readonly note: string;
  readonly mode: Mode;
}

export type Mode = 'reply' | 'note';

const NOTHING: KeptTexts = { reply: '', note: '', mode: 'reply' };

const valueOf = (person: string, number: string) =>
  keptValue<Partial<KeptTexts>>(`${DRAFTS}${person}.${number}`);

/** Reads what this browser keeps. It has each key stroke, also while the server is away. */
export function readKept(person: string, number: string): KeptTexts {
  return { ...NOTHING, ...valueOf(person, number).load() };
}

export function keepTexts(person: string, number: string, texts: KeptTexts): void {
  valueOf(person, number).keep(texts.reply === '' && texts.note === '' ? null : texts);
}
