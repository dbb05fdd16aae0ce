import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';
import styles from './button.module.css';

type Kind = 'plain' | 'primary' | 'note' | 'quiet' | 'link' | 'danger';

interface Look {
  readonly kind?: Kind;
  readonly icon?: IconName;
  readonly isSmall?: boolean;
  readonly isWide?: boolean;
  /** Shows that the effect is on its way. The button can be focused, and does nothing. */
  readonly isPending?: boolean;
}

type Props = Look & Omit<ComponentProps<'button'>, 'disabled'> & { readonly isDisabled?: boolean };

/** The label names the effect: "Send to Alice". A button that cannot be used stays in the order of focus. */
export function Button({
  kind = 'plain',
  icon,
  isSmall = false,
  isWide = false,
  isPending = false,
  isDisabled = false,
  className,
  children,
  onClick,
  ...rest
}: Props) {
  const isOff = isPending || isDisabled;
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isOff || undefined}
      className={classes(
        styles['button'],
        styles[kind],
        isSmall && styles['small'],
        isWide && styles['wide'],
        children === undefined && styles['square'],
        className,
      )}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}

/** Shows the keys of an action beside its name. Screen readers get them from the help of the keys. */
export function Keys({ keys }: { readonly keys: readonly string[] }): ReactNode {
  return (
    <span className={styles['keys']} aria-hidden="true">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
