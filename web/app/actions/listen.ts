import { useEffect } from 'react';
import { preferences } from '../preferences.js';
import { isSingleKey, matchKeys, SEQUENCE_TIMEOUT_MS, strokeName } from './keys.js';
import { currentActions } from './registry.js';

/** Performs actions by their keys. Single keys do nothing in fields, in dialogs, or when they are switched off. */
export function useShortcuts(): void {
  useEffect(() => {
    let strokes: readonly string[] = [];
    let lastAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
      const name = strokeName(event);
      const isQuiet = isTyping(event.target) || !preferences.get().hasShortcuts;
      if (isSingleKey(name) && isQuiet) return;
      strokes = event.timeStamp - lastAt < SEQUENCE_TIMEOUT_MS ? [...strokes, name] : [name];
      lastAt = event.timeStamp;
      const actions = currentActions();
      const found = matchKeys(actions, strokes) ?? matchKeys(actions, (strokes = [name]));
      if (found === 'pending') return;
      strokes = [];
      if (found === null) return;
      event.preventDefault();
      found.perform();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu]') !== null
  );
}
