import { useEffect, useRef } from 'react';
import { createStore, useStore } from '../store.js';
import type { Action } from './action.js';

/** Later groups first: what a screen registers comes before what the frame has, and hides the same keys. */
const groups = createStore<readonly (readonly Action[])[]>([]);

/** All actions of the screens that are shown, the innermost first. */
export function currentActions(): readonly Action[] {
  return groups.get().flat().filter(isVisible);
}

export function useCurrentActions(): readonly Action[] {
  return useStore(groups).flat().filter(isVisible);
}

/** Offers actions while the component is shown. They may read the component's newest state. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const ids = actions.map(({ id }) => id).join(' ');
  useEffect(() => {
    const find = (id: string) => latest.current.find((action) => action.id === id);
    const group = latest.current.map((action) => ({
      ...action,
      visible: () => find(action.id)?.visible?.() ?? true,
      perform: () => find(action.id)?.perform(),
    }));
    groups.set([group, ...groups.get()]);
    return () => groups.set(groups.get().filter((other) => other !== group));
  }, [ids]);
}

function isVisible({ visible }: Action): boolean {
  return visible?.() ?? true;
}
