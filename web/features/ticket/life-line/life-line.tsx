import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../src/client/client.js';
import { useFormat, useSay } from '../../../texts/use-texts.js';
import { Badge, Hidden } from '../../../ui/badge.js';
import { classes } from '../../../ui/classes.js';
import { Icon } from '../../../ui/icon.js';
import { useNow } from '../../../ui/moment.js';
import { lifePoints, type LifePoint } from './life-points.js';
import styles from './life-line.module.css';
import { activitiesQuery, outlookQuery } from '../queries.js';

/** The ticket on one axis: what was, now, and what happens unless a person does something. */
export function LifeLine({
  ticket,
  plan,
}: {
  readonly ticket: Schemas['Ticket'];
  /** The outlook of a change that is not saved. */
  readonly plan: Schemas['Outlook'] | null;
}) {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const activities = useQuery(activitiesQuery(ticket.number));
  const outlook = useQuery(outlookQuery(ticket.number));
  const next = (plan ?? outlook.data)?.next ?? [];
  const points = lifePoints(activities.data ?? [], next);
  const past = points.filter(({ isFuture }) => !isFuture);
  const future = points.filter(({ isFuture }) => isFuture);
  const [soonest] = future;
  const heading =
    soonest === undefined
      ? outlook.isError && plan === null
        ? say('life.unknown')
        : say('life.nothing')
      : say('life.next', { what: wordsOf(soonest), when: format.moment(new Date(soonest.at), now) });

  function wordsOf({ name, values, unless, mails }: LifePoint): string {
    const names = [...new Set(mails.map(({ recipient }) => recipient.name))].join(', ');
    const what = say(name, values);
    const mailed = names === '' ? what : say('life.mailed', { what, names });
    return unless === undefined
      ? mailed
      : say('life.unless', { what: mailed, cause: say(`unless.${unless}`) });
  }

  return (
    <section className={styles['line']} aria-label={say('life.title')}>
      <p className={styles['head']}>
        <b>{say('life.title')}</b>
        <span>{heading}</span>
        {plan === null ? null : (
          <Badge tone="accent" icon="eye">
            {say('life.preview')}
          </Badge>
        )}
        {ticket.workflow.url === undefined ? null : (
          <a href={ticket.workflow.url} target="_blank" rel="noopener noreferrer">
            {say('life.workflow')}
            <Icon name="out" />
          </a>
        )}
      </p>
      {/* A scroller needs a stop of its own (WCAG 2.1.1). */}
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label={say('life.events')}>
        <ol className={styles['axis']}>
          {past.map((point) => (
            <Mark key={point.id} point={point} words={wordsOf(point)} />
          ))}
          <li className={styles['now']} aria-current="time">
            <span>{say('life.now', { time: format.moment(now, now) })}</span>
          </li>
          {future.map((point) => (
            <Mark key={point.id} point={point} words={wordsOf(point)} isPlanned={plan !== null} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function Mark({
  point,
  words,
  isPlanned = false,
}: {
  readonly point: LifePoint;
  readonly words: string;
  readonly isPlanned?: boolean;
}) {
  const say = useSay();
  const format = useFormat();
  const { at, isFuture, name, values, icon, tone, isAfterGap } = point;
  const when = new Date(at);
  return (
    <li
      className={classes(
        styles['mark'],
        isFuture && styles['future'],
        isPlanned && styles['planned'],
        isAfterGap && styles['gap'],
        styles[tone],
      )}
      title={words}
    >
      <i>
        <Icon name={icon} />
      </i>
      <b>{say(name, values)}</b>
      <time dateTime={at} title={format.full(when)}>
        {format.moment(when, useNow())}
      </time>
      {isFuture ? <Hidden>{words}</Hidden> : null}
    </li>
  );
}
