import type { ReactNode } from 'react';
import { classes } from '../classes.js';
import { Icon, type IconName } from '../icon.js';
import styles from './banner.module.css';

/** One line that says what is so, then what to do. */
export function Banner({
  tone = 'plain',
  icon,
  children,
  action,
}: {
  readonly tone?: 'plain' | 'warning' | 'breach';
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes(styles['banner'], styles[tone])} role="status">
      <Icon name={icon} />
      <p>{children}</p>
      {action}
    </div>
  );
}
