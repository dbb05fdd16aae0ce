import type { Language } from '../../../domain/languages.js';

interface ReplyTexts {
  readonly greeting: (name: string) => string;
  readonly closing: string;
  /** Where no source fits. */
  readonly question: string;
}

/** The frame of a reply, which no model writes. */
export const REPLY_TEXTS: Readonly<Record<Language, ReplyTexts>> = {
  en: {
    greeting: (name) => `Hello ${name},`,
    closing: 'Please tell us whether this helps.',
    question:
      'Thank you for your message. Since when does this happen, what exactly do you see, and what have you tried?',
  },
  de: {
    greeting: (name) => `Guten Tag ${name},`,
    closing: 'Bitte sagen Sie uns, ob das hilft.',
    question:
      'vielen Dank für Ihre Nachricht. Seit wann tritt das auf, was genau sehen Sie, und was haben Sie schon versucht?',
  },
  es: {
    greeting: (name) => `Hola, ${name}:`,
    closing: 'Díganos, por favor, si esto ayuda.',
    question: 'Gracias por su mensaje. ¿Desde cuándo ocurre, qué ve exactamente y qué ha probado ya?',
  },
  fr: {
    greeting: (name) => `Bonjour ${name},`,
    closing: 'Merci de nous dire si cela vous aide.',
    question:
      "Merci pour votre message. Depuis quand cela se produit-il, que voyez-vous exactement et qu'avez-vous déjà essayé ?",
  },
  hi: {
    greeting: (name) => `नमस्ते ${name},`,
    closing: 'कृपया हमें बताएँ कि इससे मदद मिली या नहीं।',
    question: 'आपके संदेश के लिए धन्यवाद। यह कब से हो रहा है, आपको ठीक-ठीक क्या दिखता है, और आपने क्या-क्या आज़माया है?',
  },
  pt: {
    greeting: (name) => `Olá, ${name},`,
    closing: 'Diga-nos, por favor, se isto ajuda.',
    question:
      'Obrigado pela sua mensagem. Desde quando isso acontece, o que vê exatamente e o que já tentou?',
  },
};
