import type { Action } from './action.js';

/** What a key event says, apart from the DOM. */
export interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Keys of a sequence must follow each other within this time. */
export const SEQUENCE_TIMEOUT_MS = 1_000;

/** Returns the written form of a stroke: `mod+k`, `?`, `shift+j`. Shift counts for letters only: it is in `?`. */
export function strokeName({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyStroke): string {
  const isLetter = /^\p{L}$/u.test(key);
  const name = key.length === 1 ? key.toLowerCase() : key;
  return [
    ...(ctrlKey || metaKey ? ['mod'] : []),
    ...(altKey ? ['alt'] : []),
    ...(shiftKey && (isLetter || key.length > 1) ? ['shift'] : []),
    name === ' ' ? 'Space' : name,
  ].join('+');
}

/** True for shortcuts without a modifier: they act only outside of fields, and can be switched off. */
export function isSingleKey(keys: string): boolean {
  return !keys.startsWith('mod+') && !keys.startsWith('alt+');
}

/** The action of the strokes so far; `pending` if they begin a longer sequence. */
export function matchKeys(actions: readonly Action[], strokes: readonly string[]): Action | 'pending' | null {
  const typed = strokes.join(' ');
  const whole = actions.find(({ keys }) => keys === typed);
  if (whole !== undefined) return whole;
  return actions.some(({ keys }) => keys?.startsWith(`${typed} `) === true) ? 'pending' : null;
}

/** The keys one by one, as people read them: `mod+k` is Ctrl and K. */
export function shownKeys(keys: string, isMac: boolean): readonly string[] {
  return keys.split(/[+ ]/u).map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
    if (part === 'alt') return isMac ? '⌥' : 'Alt';
    if (part === 'shift') return isMac ? '⇧' : 'Shift';
    return part.length === 1 ? part.toUpperCase() : part;
  });
}
