import { useEffect, useState } from 'react';

const PAUSE_MS = 400;

/** Returns a text once its writer pauses, so that not every key is a request. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
