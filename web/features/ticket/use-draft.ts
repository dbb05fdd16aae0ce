import { useEffect, useEffectEvent, useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { useMe } from '../../app/me.js';
import { keepTexts, readKept, type KeptTexts, type Mode } from './kept-texts.js';

const SAVE_AFTER_MS = 800;

/** A text that another tab or another device has written. */
export interface OtherText {
  readonly mode: Mode;
  readonly text: string;
}

export interface Draft {
  readonly mode: Mode;
  readonly text: string;
  /** True if the mode that is not shown has a text. */
  readonly hasOther: boolean;
  readonly savedAt: string | null;
  /** True while only this browser has the newest text. */
  readonly isLocal: boolean;
  readonly offered: OtherText | null;
  readonly setMode: (mode: Mode) => void;
  readonly write: (text: string, mode?: Mode) => void;
  readonly takeOffered: () => void;
  /** A text was sent: the server forgets it. */
  readonly forget: (mode: Mode) => void;
  /** A text was refused: it is back in its field, or offered if there is another. */
  readonly giveBack: (mode: Mode, lost: string) => void;
}

/** Keeps what is written: each key stroke in this browser, and on the server as soon as the person pauses. */
export function useDraft(number: string): Draft {
  const me = useMe();
  const [texts, setTexts] = useState<KeptTexts>(() => readKept(me.id, number));
  const [version, setVersion] = useState<number | null>(null);
  const [saved, setSaved] = useState<{ readonly at: string | null; readonly text: string }>({
    at: null,
    text: '',
  });
  const [offered, setOffered] = useState<OtherText | null>(null);
  const params = { path: { ticket: number } };
  const text = texts[texts.mode];

  const change = (next: KeptTexts) => {
    keepTexts(me.id, number, next);
    setTexts(next);
  };
  const takeServer = useEffectEvent((draft: Schemas['Draft']) => {
    const mode = draft.is_internal ? 'note' : 'reply';
    setVersion(draft.version);
    setSaved({ at: draft.saved_at, text: draft.body });
    if (draft.body === '' || draft.body === texts[mode]) return;
    // The mode stays: it must not change under the fingers of a person who has begun to write.
    if (texts[mode] === '') change({ ...texts, [mode]: draft.body });
    else setOffered({ mode, text: draft.body });
  });
  const forgetOnServer = () => {
    setSaved({ at: null, text: '' });
    setVersion(0);
    void api.DELETE('/api/v1/tickets/{ticket}/draft', { params }).catch(() => undefined);
  };
  const save = useEffectEvent(async () => {
    if (version === null) return;
    const sent = text;
    if (sent === '') {
      forgetOnServer();
      return;
    }
    const body = { body: sent, is_internal: texts.mode === 'note', version };
    try {
      const draft = await answerOf(api.PUT('/api/v1/tickets/{ticket}/draft', { params, body }));
      setVersion(draft.version);
      setSaved({ at: draft.saved_at, text: sent });
      const lost = draft.replaced.at(-1);
      if (draft.version > version + 1 && lost !== undefined && lost.body !== sent) {
        setOffered({ mode: lost.is_internal ? 'note' : 'reply', text: lost.body });
      }
    } catch {
      // This browser keeps it, and the next key stroke tries again.
    }
  });

  useEffect(() => {
    let isCurrent = true;
    answerOf(api.GET('/api/v1/tickets/{ticket}/draft', { params: { path: { ticket: number } } })).then(
      (draft) => {
        if (isCurrent) takeServer(draft);
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [number]);
  useEffect(() => {
    if (text === saved.text || version === null) return undefined;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, saved.text, version]);

  return {
    mode: texts.mode,
    text,
    hasOther: texts[texts.mode === 'note' ? 'reply' : 'note'] !== '',
    savedAt: saved.at,
    isLocal: text !== '' && text !== saved.text,
    offered,
    setMode: (mode) => change({ ...texts, mode }),
    write: (next, mode = texts.mode) => change({ ...texts, [mode]: next, mode }),
    takeOffered: () => {
      if (offered === null) return;
      change({ ...texts, [offered.mode]: offered.text, mode: offered.mode });
      setOffered(texts[offered.mode] === '' ? null : { mode: offered.mode, text: texts[offered.mode] });
    },
    forget: (mode) => {
      // The person may have written on since it was sent.
      if (readKept(me.id, number)[mode] === '') forgetOnServer();
    },
    giveBack: (mode, lost) => {
      const kept = readKept(me.id, number);
      if (kept[mode] === '') change({ ...kept, [mode]: lost, mode });
      else setOffered({ mode, text: lost });
    },
  };
}
