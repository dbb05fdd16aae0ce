import { useCallback, useEffect, useRef } from 'react';
import { api } from '../../../app/api.js';

/** Others see the presence for 30 seconds. */
const REPEAT_MS = 15_000;

/** Shows others that the person looks at the ticket. Returns what shows that they type. */
export function usePresence(number: string, isNote: boolean): () => void {
  const typedAt = useRef(0);
  const isInternal = useRef(isNote);
  useEffect(() => {
    isInternal.current = isNote;
  }, [isNote]);
  const tell = useCallback(
    (state: 'viewing' | 'typing' | 'away') => {
      const params = { path: { ticket: number } };
      const body = state === 'typing' ? { state, is_internal: isInternal.current } : { state };
      // Only a hint to others: the next one repeats it.
      void api.PUT('/api/v1/tickets/{ticket}/presence', { params, body }).catch(() => undefined);
    },
    [number],
  );
  useEffect(() => {
    const repeat = () => {
      if (document.visibilityState === 'hidden') return;
      tell(Date.now() - typedAt.current < REPEAT_MS ? 'typing' : 'viewing');
    };
    repeat();
    const timer = setInterval(repeat, REPEAT_MS);
    return () => {
      clearInterval(timer);
      tell('away');
    };
  }, [tell]);
  return useCallback(() => {
    const isNew = Date.now() - typedAt.current > REPEAT_MS;
    typedAt.current = Date.now();
    if (isNew) tell('typing');
  }, [tell]);
}
