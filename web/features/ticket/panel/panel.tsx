import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../src/client/client.js';
import { useSay } from '../../../texts/use-texts.js';
import { Moment } from '../../../ui/moment.js';
import { SlaClock } from '../../ticket-parts/sla-clock.js';
import { nameOf } from '../life-line/life-points.js';
import styles from './panel.module.css';
import { People } from './people.js';
import { Properties } from './properties.js';
import { CustomFields } from './custom-fields.js';
import { Links } from './links.js';
import { Tags } from './tags.js';
import { Why } from './why.js';
import { activitiesQuery } from '../queries.js';
import { Similar } from './similar.js';
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
      <Tags ticket={ticket} />
      <CustomFields ticket={ticket} />
      <Why ticket={ticket} />
      <People ticket={ticket} />
      <Links ticket={ticket} />
      <Similar ticket={ticket} />
      <Log number={ticket.number} />
    </aside>
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
