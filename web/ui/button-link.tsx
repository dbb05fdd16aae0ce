import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';
import styles from './button.module.css';

type Props = ComponentProps<'a'> & {
  readonly kind?: 'plain' | 'primary' | 'quiet';
  readonly icon?: IconName;
};

/** A link that looks like a button: it opens another screen. */
export const ButtonLink = createLink(function Anchor({
  kind = 'plain',
  icon,
  className,
  children,
  ...rest
}: Props) {
  return (
    <a {...rest} className={classes(styles['button'], styles[kind], className)}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </a>
  );
});
