import { createStore } from './store.js';

/** What a person chose for this browser. */
export interface Preferences {
  readonly scheme: 'system' | 'light' | 'dark';
  /** Null for the language of the profile, or of the browser. */
  readonly language: string | null;
  /** False switches off shortcuts of a single key (WCAG 2.1.4). */
  readonly hasShortcuts: boolean;
}

const KEY = 'holdfast.preferences';
const DEFAULTS: Preferences = { scheme: 'system', language: null, hasShortcuts: true };

function load(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    // Not ours, or the browser keeps nothing.
    return DEFAULTS;
  }
}

export const preferences = createStore(load());

export function changePreferences(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...change });
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.get()));
  } catch {
    // The browser keeps nothing; the choice holds until the page is closed.
  }
  showScheme();
}

/** Tells the style sheets which colours were chosen. */
export function showScheme(): void {
  const { scheme } = preferences.get();
  if (scheme === 'system') delete document.documentElement.dataset['scheme'];
  else document.documentElement.dataset['scheme'] = scheme;
}
