import { sentencesOf, shortened } from '../../../domain/assist/sentences.js';
import type { Language } from '../../../domain/languages.js';
import { wordsOf } from '../../../domain/triage/words.js';

const TITLE_LENGTH = 100;
/** Fewer words say too little to work on. */
const ENOUGH_WORDS = 12;
/** A greeting or "Help!" is no title. */
const MIN_TITLE_WORDS = 3;
/** Digits, as in an error code or a time, say when and what. */
const HAS_DETAIL = /\d/u;

/** The two questions to a person who has said little. */
const QUESTIONS: Readonly<Record<Language, readonly [string, string]>> = {
  en: [
    'What exactly happens, and which device or program is affected?',
    'Since when, and is there an error message?',
  ],
  de: [
    'Was genau passiert, und welches Gerät oder Programm ist betroffen?',
    'Seit wann, und gibt es eine Fehlermeldung?',
  ],
  es: [
    '¿Qué ocurre exactamente y qué dispositivo o programa está afectado?',
    '¿Desde cuándo, y hay algún mensaje de error?',
  ],
  fr: [
    'Que se passe-t-il exactement, et quel appareil ou programme est concerné ?',
    "Depuis quand, et y a-t-il un message d'erreur ?",
  ],
  hi: ['वास्तव में क्या होता है, और कौन सा उपकरण या प्रोग्राम प्रभावित है?', 'कब से, और क्या कोई त्रुटि संदेश आता है?'],
  pt: [
    'O que acontece exatamente, e qual dispositivo ou programa é afetado?',
    'Desde quando, e há alguma mensagem de erro?',
  ],
};

/** Makes a draft of a ticket from the requester's own words, and a title of their files where they say too little. */
export function draftTicket(input: Readonly<Record<string, string>>, languageOf: (text: string) => Language) {
  const text = input['text'] ?? '';
  const files = input['files'] ?? '';
  const language = languageOf(text);
  return {
    title: titleOf(text, files),
    description: text,
    language,
    questions: questionsFor(`${text}\n${files}`, language, Number(input['questions_left'] ?? 0)),
  };
}

function titleOf(text: string, files: string): string {
  const sentences = sentencesOf(text);
  const telling = [...sentences, ...sentencesOf(files)].find(
    (sentence) => wordsOf(sentence).length >= MIN_TITLE_WORDS,
  );
  return shortened(telling ?? sentences.join(' '), TITLE_LENGTH).replace(/[.!…]+$/u, '');
}

function questionsFor(text: string, language: string, left: number): readonly string[] {
  if (wordsOf(text).length >= ENOUGH_WORDS) return [];
  const [what, when] = Object.entries(QUESTIONS).find(([key]) => key === language)?.[1] ?? QUESTIONS.en;
  return (HAS_DETAIL.test(text) ? [what] : [what, when]).slice(0, left);
}
