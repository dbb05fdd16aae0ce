import { squeezed } from '../../../domain/inbound-mail/traces/own-traces.js';
import { de } from './texts/de.js';
import { en } from './texts/en.js';
import { es } from './texts/es.js';
import { fr } from './texts/fr.js';
import { hi } from './texts/hi.js';
import { pt } from './texts/pt.js';
import type { TextKey, Texts } from './texts/texts.js';

/** Sentences of mails to staff that nobody writes by chance. Those of mails to requesters may be quoted to them. */
const SENTENCES: readonly TextKey[] = [
  'assigned.lead',
  'queued.lead',
  'sender.unproven',
  'repaired.repaired',
  'repaired.stuck',
  'refused.advice',
];
/** What stands in subjects between the number of a ticket and its title. */
const SUBJECTS: readonly TextKey[] = [
  'assigned.subject',
  'queued.subject',
  'comment.subject',
  'sla_warning.subject',
  'sla_breached.subject',
  'sla_escalated.subject',
];
/** Shorter ones a person may write as well. */
const MIN_LENGTH = 30;

const PLACEHOLDER = /\{\w+\}/u;

/** Words by which mails to staff are told in all languages: a text that holds all of one list quotes such a mail. */
export const STAFF_PHRASES: readonly (readonly string[])[] = [en, de, es, fr, hi, pt].flatMap(phrasesOf);

function phrasesOf(texts: Texts): readonly (readonly string[])[] {
  const inOnePiece = (text: string) => squeezed(text).toLowerCase();
  const sentences = SENTENCES.flatMap((key) =>
    // Whoever quotes one sentence leaves out what ends the one before it.
    texts[key].split(PLACEHOLDER).map((part) => inOnePiece(part).replaceAll(/^\p{P}+|\p{P}+$/gu, '')),
  );
  const long = sentences.filter((sentence) => Array.from(sentence).length >= MIN_LENGTH);
  const subjects = SUBJECTS.map((key) => {
    const [begin = '', ...rest] = texts[key].split(PLACEHOLDER);
    return inOnePiece(`] ${begin}${rest.length === 0 ? ':' : ''}`);
  });
  const facts = [texts['fact.firstResponse'], texts['fact.resolution']].map(inOnePiece);
  return [...[...long, ...subjects].map((phrase) => [phrase]), facts];
}
