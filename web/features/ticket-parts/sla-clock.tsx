import type { Schemas } from '../../../src/client/client.js';
import { classes } from '../../ui/classes.js';
import { Icon } from '../../ui/icon.js';
import { useNow } from '../../ui/moment.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { nextClock, type NextClock } from './next-clock.js';
import styles from './parts.module.css';

/** The clock that counts now, by its name, with the time: never a colour alone. */
export function SlaClock({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const format = useFormat();
  const clock = nextClock(ticket, useNow());
  if (clock.state === 'none') return null;
  const { state, target, remainingMs } = clock;
  const name = target === null ? say(`sla.${state === 'paused' ? 'paused' : 'met'}`) : say(`sla.${target}`);
  const time = format.duration(remainingMs);
  return (
    <span className={classes(styles['sla'], styles[state])}>
      <ClockIcon clock={clock} />
      <span>{name}</span>
      {target === null ? null : <b>{remainingMs < 0 ? say('sla.late', { time }) : time}</b>}
    </span>
  );
}

const RING = 33;

function ClockIcon({ clock: { state, share } }: { readonly clock: NextClock }) {
  if (state === 'breach') return <Icon name="breach" />;
  if (state === 'paused') return <Icon name="pause" />;
  if (state === 'met') return <Icon name="circlecheck" />;
  return (
    <svg className={styles['ring']} viewBox="0 0 16 16" aria-hidden="true">
      <circle className={styles['track']} cx="8" cy="8" r="5.25" />
      <circle
        cx="8"
        cy="8"
        r="5.25"
        transform="rotate(-90 8 8)"
        strokeDasharray={`${share * RING} ${RING}`}
      />
    </svg>
  );
}
