import { squeezed } from '../../../domain/inbound-mail/traces/own-traces.js';
import { FORMER_STAFF_SENTENCES, FORMER_SUBJECTS, FORMER_UNIQUE_SENTENCES } from './former-texts.js';
import { de } from './texts/de.js';
import { en } from './texts/en.js';
import { es } from './texts/es.js';
import { fr } from './texts/fr.js';
import { hi } from './texts/hi.js';
import { pt } from './texts/pt.js';
import type { TextKey, Texts } from './texts/texts.js';

/** Sentences of mails to staff that no person writes by chance. Sentences of mails to requesters may be quoted to them. */
const SENTENCES: readonly TextKey[] = [
  'assigned.lead',
  'queued.lead',
  'hold_ended.lead',
  'queued.byHand',
  'queued.review',
  'sender.unproven',
  'repaired.repaired',
  'repaired.stuck',
  'refused.advice',
];
/** Text between ticket number and title in the subject. */
const SUBJECTS: readonly TextKey[] = [
  'assigned.subject',
  'queued.subject',
  'queued.byHandSubject',
  'queued.reviewSubject',
  'comment.subject',
  'sla_warning.subject',
  'sla_breached.subject',
  'sla_escalated.subject',
  'sla_escalated.early.subject',
  'hold_ended.subject',
];
/** Minimum characters of a phrase. A person may write shorter ones by chance. */
const MIN_LENGTH = 30;

const PLACEHOLDER = /\{\w+\}/u;

/** Phrases of mails to staff in all languages: a text with all phrases of one list quotes such a mail. */
export const STAFF_PHRASES: readonly (readonly string[])[] = [
  ...[en, de, es, fr, hi, pt].flatMap(phrasesOf),
  ...[...FORMER_STAFF_SENTENCES, ...FORMER_UNIQUE_SENTENCES].flatMap(longParts).map((phrase) => [phrase]),
  ...FORMER_SUBJECTS.map((subject) => [subjectPhrase(subject)]),
];

function phrasesOf(texts: Texts): readonly (readonly string[])[] {
  const sentences = SENTENCES.flatMap((key) => longParts(texts[key]));
  const subjects = SUBJECTS.map((key) => subjectPhrase(texts[key]));
  const facts = [texts['fact.firstResponse'], texts['fact.resolution']].map(lowered);
  return [...[...sentences, ...subjects].map((phrase) => [phrase]), facts];
}

/** Returns the text between placeholders, without parts that are too short. */
function longParts(text: string): readonly string[] {
  const parts = text.split(PLACEHOLDER).map(inOnePiece);
  return parts.filter((part) => Array.from(part).length >= MIN_LENGTH);
}

function subjectPhrase(subject: string): string {
  const [begin = '', ...rest] = subject.split(PLACEHOLDER);
  return lowered(`] ${begin}${rest.length === 0 ? ':' : ''}`);
}

function lowered(text: string): string {
  return squeezed(text).toLowerCase();
}

/** Trims punctuation: a quote of one sentence lacks the end of the sentence before it. */
function inOnePiece(text: string): string {
  return lowered(text).replaceAll(/^\p{P}+|\p{P}+$/gu, '');
}
