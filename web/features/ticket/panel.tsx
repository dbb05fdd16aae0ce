import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { Moment } from '../../ui/moment.js';
import { SlaClock } from '../ticket-parts/sla-clock.js';
import { StatusBadge } from '../ticket-parts/status.js';
import { nameOf } from './life-points.js';
import styles from './panel.module.css';
import { Properties } from './properties.js';
import { activitiesQuery, similarQuery } from './queries.js';
import type { Change } from './use-change.js';

/** Everything about a ticket beside its conversation. */
export function Panel({ ticket, change }: { readonly ticket: Schemas['Ticket']; readonly change: Change }) {
  const say = useSay();
  return (
    <aside className={styles['panel']} aria-label={say('ticket.details')} tabIndex={0}>
      <section className={styles['section']}>
        <h2>{say('panel.clocks')}</h2>
        <SlaClock ticket={ticket} />
      </section>
      <Properties ticket={ticket} change={change} />
      <section className={styles['section']}>
        <h2>{say('panel.people')}</h2>
        <div className={styles['prop']}>
          <span>{say('panel.requester')}</span>
          <span className={styles['value']}>{ticket.requester.name}</span>
        </div>
        {ticket.participants.map(({ id, name, mail_problem: problem }) => (
          <div key={id} className={styles['prop']}>
            <span>{say('panel.copy')}</span>
            <span className={styles['value']}>
              {name}
              {problem === undefined ? null : <b className={styles['problem']}>{say('panel.bounced')}</b>}
            </span>
          </div>
        ))}
      </section>
      <Similar number={ticket.number} />
      <Log number={ticket.number} />
    </aside>
  );
}

function Similar({ number }: { readonly number: string }) {
  const say = useSay();
  const { data = [] } = useQuery(similarQuery(number));
  if (data.length === 0) return null;
  return (
    <section className={styles['section']}>
      <h2>{say('panel.similar')}</h2>
      <ul>
        {data.map(({ ticket }) => (
          <li key={ticket.id} className={styles['similar']}>
            <Link to="/tickets/$number" params={{ number: ticket.number }} dir="auto">
              {ticket.title}
            </Link>
            <StatusBadge status={ticket.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The activity log, newest first. */
function Log({ number }: { readonly number: string }) {
  const say = useSay();
  const { data = [] } = useQuery(activitiesQuery(number));
  return (
    <section className={styles['section']}>
      <details>
        <summary>{say('panel.log', { count: data.length })}</summary>
        <ol className={styles['log']}>
          {[...data].reverse().map(({ id, at, actor, action }) => (
            <li key={id}>
              <Moment at={at} />
              <span>
                {say(nameOf(action), { name: actor.name })} <i>{actor.name}</i>
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
