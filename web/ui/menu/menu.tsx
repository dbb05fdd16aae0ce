import { lazy, Suspense, useState } from 'react';
import type { MenuProps } from './menu-choice.js';

const OpenMenu = lazy(async () => ({ default: (await import('./open-menu.js')).OpenMenu }));

/** A button that opens a menu. The menu is loaded when it is first wanted. */
export function Menu(props: MenuProps) {
  const { label, hasWords = false, className, trigger } = props;
  const [isWanted, setWanted] = useState(false);
  const closed = (
    <button
      type="button"
      className={className}
      aria-label={hasWords ? undefined : label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      {trigger}
    </button>
  );
  if (!isWanted) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenMenu {...props} />
    </Suspense>
  );
}
