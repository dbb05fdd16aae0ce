import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';
import styles from './blank.module.css';

/** In place of content that is empty or could not be loaded: what is so, what is safe, what to do. */
export function Blank({
  icon,
  title,
  children,
  action,
  isAlert = false,
  isPage = false,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly isAlert?: boolean;
  /** True where it is all of a screen, which then has no other heading. */
  readonly isPage?: boolean;
}) {
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div className={styles['blank']} role={isAlert ? 'alert' : undefined}>
      <Icon name={icon} />
      <Heading>{title}</Heading>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  );
}

/** Rows as high as those that come, shown only when loading takes longer than 200 ms. */
export function Skeleton({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className={styles['skeleton']} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles['row']}>
          <span className={styles['bone']} />
        </span>
      ))}
    </div>
  );
}
