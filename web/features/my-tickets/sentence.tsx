import type { ReactNode } from 'react';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { useNow } from '../../ui/moment.js';
import type { Sentence } from './standing.js';

/** Returns a sentence of the standing in the words of the person. */
export function useSentence(): (sentence: Sentence) => string {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  return ({ text, name = '', at }) => {
    if (at === undefined) return say(text, { name });
    const date = new Date(at);
    return say(text, {
      name,
      time: format.moment(date, now),
      left: format.duration(date.getTime() - now.getTime()),
    });
  };
}

export function SentenceText({ sentence }: { readonly sentence: Sentence }): ReactNode {
  return useSentence()(sentence);
}
