import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { QUEUES } from '../../features/queue/queues.js';
import { countQuery, viewsQuery } from '../../features/queue/queries.js';
import { useLiveState } from '../../live/live.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { Count, Hidden } from '../../ui/badge.js';
import { Keys } from '../../ui/button.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { useMe } from '../me.js';
import { modKeys } from '../actions/platform.js';
import { PersonMenu } from './person-menu.js';
import styles from './side-bar.module.css';

/** Navigation of staff: queues, views, and the person. */
export function SideBar({ onFind }: { readonly onFind: () => void }) {
  const say = useSay();
  const live = useLiveState();
  const views = useQuery(viewsQuery);
  const { role } = useMe();
  const isManager = role === 'manager' || role === 'admin';
  return (
    <nav className={styles['nav']} aria-label={say('app.navigation')}>
      <div className={styles['brand']}>
        <Icon name="anchor" />
        Holdfast
        {live === 'live' ? <span className={styles['live']}>{say('app.live')}</span> : null}
      </div>
      <button type="button" className={styles['find']} onClick={onFind}>
        <Icon name="search" />
        <span>{say('app.find')}</span>
        <Keys keys={modKeys('mod+k')} />
      </button>
      {QUEUES.map((queue) => (
        <QueueLink key={queue.id} {...queue} />
      ))}
      {views.data === undefined || views.data.length === 0 ? null : (
        <h2 className={styles['title']}>{say('queue.views')}</h2>
      )}
      {views.data?.map((view) => (
        <Link key={view.id} to="/views/$view" params={{ view: view.id }} className={styles['item']}>
          <Icon name="tag" />
          <span className={styles['clip']}>{view.name}</span>
          {(view.unread_count ?? 0) > 0 ? (
            <Count value={view.unread_count ?? 0} label={say('queue.unread')} />
          ) : null}
        </Link>
      ))}
      <h2 className={styles['title']}>{say('app.desk')}</h2>
      {isManager ? (
        <Link to="/dashboard" className={styles['item']}>
          <Icon name="chart" />
          <span className={styles['clip']}>{say('app.dashboard')}</span>
        </Link>
      ) : null}
      <Link to="/settings/$page" params={{ page: 'knowledge' }} className={styles['item']}>
        <Icon name="book" />
        <span className={styles['clip']}>{say('app.knowledge')}</span>
      </Link>
      <Link to="/settings" activeOptions={{ exact: true }} className={styles['item']}>
        <Icon name="gear" />
        <span className={styles['clip']}>{say('app.settings')}</span>
      </Link>
      <div className={styles['foot']}>
        <PersonMenu isWide />
      </div>
    </nav>
  );
}

function QueueLink({
  id,
  name,
  icon,
}: {
  readonly id: string;
  readonly name: (typeof QUEUES)[number]['name'];
  readonly icon: IconName;
}) {
  const say = useSay();
  const format = useFormat();
  const { data: total } = useQuery(countQuery(id));
  return (
    <Link to="/queue/$queue" params={{ queue: id }} className={styles['item']}>
      <Icon name={icon} />
      <span className={styles['clip']}>{say(name)}</span>
      <span className={styles['total']}>
        {total === undefined ? '' : format.number(total)}
        <Hidden> {say('queue.tickets-word')}</Hidden>
      </span>
    </Link>
  );
}
