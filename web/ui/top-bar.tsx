import type { ReactNode } from 'react';
import styles from './top-bar.module.css';

/** The title of a screen, and what is done with all of it. */
export function TopBar({
  start,
  title,
  beside,
  end,
}: {
  /** Before the title: the way back. */
  readonly start?: ReactNode;
  readonly title: string;
  readonly beside?: ReactNode;
  readonly end?: ReactNode;
}) {
  return (
    <header className={styles['bar']}>
      {start}
      <h1 dir="auto">{title}</h1>
      <span className={styles['beside']}>{beside}</span>
      <span className={styles['end']}>{end}</span>
    </header>
  );
}
