import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { IconName } from './icon.js';

const OpenMenu = lazy(async () => ({ default: (await import('./open-menu.js')).OpenMenu }));

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** True marks the choice that holds. */
  readonly isChosen?: boolean;
  readonly perform: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly title?: string;
  readonly choices: readonly MenuChoice[];
}

export interface MenuProps {
  readonly label: string;
  readonly className: string | undefined;
  readonly trigger: ReactNode;
  readonly groups: readonly MenuGroup[];
}

/** A button that opens a menu. The menu is loaded when it is first wanted. */
export function Menu(props: MenuProps) {
  const { label, className, trigger } = props;
  const [isWanted, setWanted] = useState(false);
  const closed = (
    <button
      type="button"
      className={className}
      aria-label={label}
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
