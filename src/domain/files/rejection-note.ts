import type { Language } from '../languages.js';

interface Rejected {
  readonly name: string;
  readonly signature: string;
}

const NOTES: Readonly<Record<Language, (file: Rejected) => string>> = {
  en: ({ name, signature }) =>
    `The virus scanner rejected the file "${name}": ${signature}. It cannot be opened.`,
  de: ({ name, signature }) =>
    `Der Virenscanner hat die Datei „${name}“ abgelehnt: ${signature}. Sie kann nicht geöffnet werden.`,
  es: ({ name, signature }) =>
    `El antivirus ha rechazado el archivo «${name}»: ${signature}. No se puede abrir.`,
  fr: ({ name, signature }) =>
    `L'antivirus a refusé le fichier « ${name} » : ${signature}. Il ne peut pas être ouvert.`,
  hi: ({ name, signature }) =>
    `वायरस स्कैनर ने फ़ाइल "${name}" को अस्वीकार कर दिया: ${signature}। इसे खोला नहीं जा सकता।`,
  pt: ({ name, signature }) =>
    `O antivírus rejeitou o ficheiro "${name}": ${signature}. Não pode ser aberto.`,
};

/** The internal note about a file that the virus scanner rejected. */
export function rejectionNote(language: Language, file: Rejected): string {
  return NOTES[language](file);
}
