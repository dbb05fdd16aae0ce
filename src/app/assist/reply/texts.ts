import type { Language } from '../../../domain/languages.js';

interface ReplyTexts {
  readonly greeting: (name: string) => string;
  readonly closing: string;
  /** Where no source fits. */
  readonly question: string;
  /** Below an answer that no person wrote. */
  readonly automatic: string;
}

/** The frame of a reply, which no model writes. */
export const REPLY_TEXTS: Readonly<Record<Language, ReplyTexts>> = {
  en: {
    greeting: (name) => `Hello ${name},`,
    closing: 'Please tell us whether this helps.',
    question:
      'Thank you for your message. Since when does this happen, what exactly do you see, and what have you tried?',
    automatic:
      'This answer was put together automatically from our knowledge base. A person looks at your ticket if you answer.',
  },
  de: {
    greeting: (name) => `Guten Tag ${name},`,
    closing: 'Bitte sagen Sie uns, ob das hilft.',
    question:
      'vielen Dank für Ihre Nachricht. Seit wann tritt das auf, was genau sehen Sie, und was haben Sie schon versucht?',
    automatic:
      'Diese Antwort wurde automatisch aus unserer Wissensdatenbank zusammengestellt. Wenn Sie antworten, sieht sich ein Mensch Ihre Anfrage an.',
  },
  es: {
    greeting: (name) => `Hola, ${name}:`,
    closing: 'Díganos, por favor, si esto ayuda.',
    question: 'Gracias por su mensaje. ¿Desde cuándo ocurre, qué ve exactamente y qué ha probado ya?',
    automatic:
      'Esta respuesta se ha compuesto automáticamente a partir de nuestra base de conocimientos. Si responde, una persona revisará su solicitud.',
  },
  fr: {
    greeting: (name) => `Bonjour ${name},`,
    closing: 'Merci de nous dire si cela vous aide.',
    question:
      "Merci pour votre message. Depuis quand cela se produit-il, que voyez-vous exactement et qu'avez-vous déjà essayé ?",
    automatic:
      'Cette réponse a été composée automatiquement à partir de notre base de connaissances. Si vous répondez, une personne examinera votre demande.',
  },
  hi: {
    greeting: (name) => `नमस्ते ${name},`,
    closing: 'कृपया हमें बताएँ कि इससे मदद मिली या नहीं।',
    question: 'आपके संदेश के लिए धन्यवाद। यह कब से हो रहा है, आपको ठीक-ठीक क्या दिखता है, और आपने क्या-क्या आज़माया है?',
    automatic: 'यह उत्तर हमारे ज्ञानकोश से अपने आप बनाया गया है। आप उत्तर देंगे तो कोई व्यक्ति आपका अनुरोध देखेगा।',
  },
  pt: {
    greeting: (name) => `Olá, ${name},`,
    closing: 'Diga-nos, por favor, se isto ajuda.',
    question:
      'Obrigado pela sua mensagem. Desde quando isso acontece, o que vê exatamente e o que já tentou?',
    automatic:
      'Esta resposta foi composta automaticamente a partir da nossa base de conhecimento. Se responder, uma pessoa analisa o seu pedido.',
  },
};
