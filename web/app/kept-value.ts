/** A value that this browser keeps for a person, also after the session has ended. */
export interface KeptValue<T> {
  readonly load: () => T | null;
  /** Null removes it. */
  readonly keep: (value: T | null) => void;
}

export function keptValue<T>(key: string): KeptValue<T> {
  return {
    load: () => {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
      } catch {
        // Not ours, or the browser keeps nothing.
        return null;
      }
    },
    keep: (value) => {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // The browser keeps nothing; the text is on the screen until the page is closed.
      }
    },
  };
}
