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
/** What mails of earlier versions said, which people still have. */
const FORMER_SENTENCES: readonly string[] = [
  'is assigned to you. Please accept it and answer',
  'What you choose here asks before it acts, and needs no sign-in.',
  'Was Sie hier wählen, fragt vor der Ausführung nach und braucht keine Anmeldung.',
  'Lo que elija aquí se confirma antes de ejecutarse y no requiere iniciar sesión.',
  'Ce que vous choisissez ici demande confirmation avant d’agir et ne nécessite pas de connexion.',
  'यहाँ आप जो चुनते हैं, वह करने से पहले पुष्टि माँगता है और उसके लिए साइन-इन की ज़रूरत नहीं है।',
  'O que você escolher aqui pede confirmação antes de agir e não exige login.',
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
export const STAFF_PHRASES: readonly (readonly string[])[] = [
  ...[en, de, es, fr, hi, pt].flatMap(phrasesOf),
  ...FORMER_SENTENCES.map((sentence) => [inOnePiece(sentence)]),
];

function phrasesOf(texts: Texts): readonly (readonly string[])[] {
  const sentences = SENTENCES.flatMap((key) => texts[key].split(PLACEHOLDER).map(inOnePiece));
  const long = sentences.filter((sentence) => Array.from(sentence).length >= MIN_LENGTH);
  const subjects = SUBJECTS.map((key) => {
    const [begin = '', ...rest] = texts[key].split(PLACEHOLDER);
    return lowered(`] ${begin}${rest.length === 0 ? ':' : ''}`);
  });
  const facts = [texts['fact.firstResponse'], texts['fact.resolution']].map(lowered);
  return [...[...long, ...subjects].map((phrase) => [phrase]), facts];
}

function lowered(text: string): string {
  return squeezed(text).toLowerCase();
}

/** Whoever quotes one sentence leaves out what ends the one before it. */
function inOnePiece(text: string): string {
  return lowered(text).replaceAll(/^\p{P}+|\p{P}+$/gu, '');
}
