import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 47.99rem)');

function follow(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** True below 768 px, also at 200 % zoom: rows become cards. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches);
}
