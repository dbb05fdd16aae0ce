import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps what is read in its place when something comes before it. Browsers do so, except at the very top, where the
 * button for earlier messages is.
 */
export function useKeptPlace<T extends HTMLElement>(
  /** Names the first item. */
  firstKey: string | undefined,
): { readonly ref: RefObject<T | null>; readonly keep: () => void } {
  const ref = useRef<T>(null);
  const fromEnd = useRef<number | null>(null);
  const keep = () => {
    const scroller = scrollerOf(ref.current);
    if (scroller !== null) fromEnd.current = scroller.scrollHeight - scroller.scrollTop;
  };
  useLayoutEffect(() => {
    const scroller = scrollerOf(ref.current);
    if (scroller === null || fromEnd.current === null) return;
    scroller.scrollTop = scroller.scrollHeight - fromEnd.current;
    fromEnd.current = null;
  }, [firstKey]);
  return { ref, keep };
}

function scrollerOf(element: HTMLElement | null): Element | null {
  for (let above = element?.parentElement ?? null; above !== null; above = above.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(above).overflowY)) return above;
  }
  return document.scrollingElement;
}
