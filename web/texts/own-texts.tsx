import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Language } from './languages.js';
import { speaker, type Plural, type SayOf } from './texts.js';
import { useLanguage } from './use-texts.js';

/** Texts of one part of the console. They are loaded with its screens, so the first route does not carry them. */
export function ownTexts<K extends string>(
  loaders: Readonly<Record<Language, () => Promise<Readonly<Record<K, string | Plural>>>>>,
) {
  const Context = createContext<SayOf<K> | null>(null);

  function Texts({ children }: { readonly children: ReactNode }) {
    const language = useLanguage();
    const [say, setSay] = useState<{ readonly of: SayOf<K> } | null>(null);
    useEffect(() => {
      let isCurrent = true;
      void loaders[language]().then((texts) => {
        if (isCurrent) setSay({ of: speaker(texts, language) });
      });
      return () => {
        isCurrent = false;
      };
    }, [language]);
    return say === null ? null : <Context value={say.of}>{children}</Context>;
  }

  function useOwnSay(): SayOf<K> {
    const say = useContext(Context);
    if (say === null) throw new Error('These texts are read outside of their provider.');
    return say;
  }

  return { Texts, useOwnSay };
}
