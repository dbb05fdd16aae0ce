import type { ReactNode } from 'react';
import type { iconPaths } from '../icon-paths.js';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly icon?: keyof typeof iconPaths;
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
  /** True if the trigger has words: its name must contain what is seen (WCAG 2.5.3). */
  readonly hasWords?: boolean;
  readonly className: string | undefined;
  readonly trigger: ReactNode;
  readonly groups: readonly MenuGroup[];
}
