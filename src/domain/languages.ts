/** The languages of Holdfast, by ISO 639-1. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'hi', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];
