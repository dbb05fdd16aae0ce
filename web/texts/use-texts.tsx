import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { formatter, type Format } from './format.js';
import { loadTexts, type Language } from './languages.js';
import { speaker, type Say, type Texts } from './texts.js';

interface Spoken {
  readonly language: Language;
  readonly say: Say;
  readonly format: Format;
}

const SpokenContext = createContext<Spoken | null>(null);

function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext);
  if (spoken === null) throw new Error('Texts are read outside of TextsProvider.');
  return spoken;
}

/** The texts in the language of the person. */
export function useSay(): Say {
  return useSpoken().say;
}

/** Dates, times and numbers as the person writes them, in their time zone. */
export function useFormat(): Format {
  return useSpoken().format;
}

export function useLanguage(): Language {
  return useSpoken().language;
}

/** The language as this browser's region writes it: times in English have 12 hours in the United States only. */
function localeOf(language: Language): string {
  return navigator.languages.find((locale) => locale.split('-')[0] === language) ?? language;
}

/** Shows its children once the texts are there. A change of the language keeps what is shown until then. */
export function TextsProvider({
  language,
  timeZone,
  children,
}: {
  readonly language: Language;
  readonly timeZone: string | null;
  readonly children: ReactNode;
}) {
  const [loaded, setLoaded] = useState<{ readonly language: Language; readonly texts: Texts } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void loadTexts(language).then((texts) => {
      if (!isCurrent) return;
      document.documentElement.lang = language;
      setLoaded({ language, texts });
    });
    return () => {
      isCurrent = false;
    };
  }, [language]);
  const spoken = useMemo<Spoken | null>(
    () =>
      loaded === null
        ? null
        : {
            language: loaded.language,
            say: speaker(loaded.texts, loaded.language),
            format: formatter(localeOf(loaded.language), timeZone),
          },
    [loaded, timeZone],
  );
  return spoken === null ? null : <SpokenContext value={spoken}>{children}</SpokenContext>;
}
