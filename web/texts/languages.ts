import type { CoreTexts, HomeTexts, Texts, WorkTexts } from './texts.js';

/** The languages of the console, each by its own name. */
export const LANGUAGE_NAMES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  hi: 'हिन्दी',
  pt: 'Português',
} as const;

export type Language = keyof typeof LANGUAGE_NAMES;

export function isLanguage(name: string | null | undefined): name is Language {
  return typeof name === 'string' && Object.hasOwn(LANGUAGE_NAMES, name);
}

/** Texts that every screen has. */
const CORE: Readonly<Record<Language, () => Promise<CoreTexts>>> = {
  en: async () => (await import('./en.js')).en,
  de: async () => (await import('./de.js')).de,
  es: async () => (await import('./es.js')).es,
  fr: async () => (await import('./fr.js')).fr,
  hi: async () => (await import('./hi.js')).hi,
  pt: async () => (await import('./pt.js')).pt,
};

/** Texts that come with the screens that need them. The first route does not carry them. */
const GROUPS = {
  work: {
    en: async () => (await import('./work/en.js')).en,
    de: async () => (await import('./work/de.js')).de,
    es: async () => (await import('./work/es.js')).es,
    fr: async () => (await import('./work/fr.js')).fr,
    hi: async () => (await import('./work/hi.js')).hi,
    pt: async () => (await import('./work/pt.js')).pt,
  },
  home: {
    en: async () => (await import('./home/en.js')).en,
    de: async () => (await import('./home/de.js')).de,
    es: async () => (await import('./home/es.js')).es,
    fr: async () => (await import('./home/fr.js')).fr,
    hi: async () => (await import('./home/hi.js')).hi,
    pt: async () => (await import('./home/pt.js')).pt,
  },
} as const satisfies {
  readonly work: Record<Language, () => Promise<WorkTexts>>;
  readonly home: Record<Language, () => Promise<HomeTexts>>;
};

export type TextGroup = keyof typeof GROUPS;

/** What is loaded of each language. A group is added in place, so that every screen has it at once. */
const catalogues = new Map<Language, Partial<Texts>>();
const wanted = new Set<TextGroup>();

/** Loads the texts of one language only: what every screen has, and the groups that were needed so far. */
export async function loadTexts(language: Language): Promise<Texts> {
  const catalogue = catalogues.get(language) ?? {};
  catalogues.set(language, catalogue);
  const groups = [...wanted].map((group) => GROUPS[group][language]());
  const parts = await Promise.all([CORE[language](), ...groups]);
  for (const part of parts) Object.assign(catalogue, part);
  return catalogue as Texts;
}

/** Loads a screen with the texts that it needs. It is shown once both are there. */
export function withTexts<M>(group: TextGroup, load: () => Promise<M>): () => Promise<M> {
  return async () => {
    wanted.add(group);
    const groups = [...catalogues].map(async ([language, catalogue]) => {
      Object.assign(catalogue, await GROUPS[group][language]());
    });
    const [screen] = await Promise.all([load(), ...groups]);
    return screen;
  };
}
