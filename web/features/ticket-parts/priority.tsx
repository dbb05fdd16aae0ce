import type { Schemas } from '../../../src/client/client.js';
import { classes } from '../../ui/classes.js';
import { useSay } from '../../texts/use-texts.js';
import styles from './parts.module.css';

const BARS = [
  { x: 1.5, y: 9, height: 4 },
  { x: 6.5, y: 5.5, height: 7.5 },
  { x: 11.5, y: 2, height: 11 },
];
const STEPS = { low: 1, medium: 2, high: 3, urgent: 3 } as const;

/** Bars, word and colour together. */
export function Priority({ priority }: { readonly priority: Schemas['TicketPriority'] }) {
  const say = useSay();
  return (
    <span className={classes(styles['priority'], styles[priority])}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {priority === 'urgent' ? (
          <>
            <rect x="1.5" y="1.5" width="13" height="13" rx="3" />
            <path d="M8 4.5v4M8 11.2v.1" className={styles['cut']} />
          </>
        ) : (
          BARS.map((bar, index) => (
            <rect
              key={bar.x}
              {...bar}
              width="3"
              rx=".75"
              className={classes(index >= STEPS[priority] && styles['rest'])}
            />
          ))
        )}
      </svg>
      {say(`priority.${priority}`)}
    </span>
  );
}

/** Lists show the last six digits; the whole number is in the tooltip. */
export function shortNumber(number: string): string {
  return number.slice(number.lastIndexOf('-') + 1);
}
