import type { ReactNode } from 'react';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';
import styles from './badge.module.css';

type Tone = 'plain' | 'warning' | 'breach' | 'paused' | 'met' | 'accent' | 'line';

/** A state: icon, word and colour together. */
export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes(styles['badge'], styles[tone])}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </span>
  );
}

/** A number of unread things. `label` says what is counted. */
export function Count({ value, label }: { readonly value: number; readonly label: string }) {
  return (
    <span className={styles['count']}>
      {value > 99 ? '99+' : value}
      <span className={styles['hidden']}> {label}</span>
    </span>
  );
}

/** The dot of something unread. */
export function Unread({ label }: { readonly label: string }) {
  return <span className={styles['unread']} role="img" aria-label={label} />;
}

/** Words for screen readers only. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles['hidden']}>{children}</span>;
}
