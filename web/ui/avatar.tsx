import { classes } from './classes.js';
import styles from './avatar.module.css';

const GROUNDS = 5;

/** The first letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)];
  return ends
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}

function groundOf(name: string): number {
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return (sum % GROUNDS) + 1;
}

interface Props {
  readonly name: string;
  readonly isLarge?: boolean;
  /** True where the name stands beside it. */
  readonly isSilent?: boolean;
  /** Marks a person who looks at something now. */
  readonly isPresent?: boolean;
}

/** A person. Their colour means nothing. */
export function Avatar({ name, isLarge = false, isSilent = false, isPresent = false }: Props) {
  return (
    <span
      className={classes(
        styles['avatar'],
        styles[`p${groundOf(name)}`],
        isLarge && styles['large'],
        isPresent && styles['present'],
      )}
      title={name}
      data-initials={initialsOf(name)}
      {...(isSilent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    />
  );
}
