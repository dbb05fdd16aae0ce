import type { Schemas } from '../../../src/client/client.js';
import { Link, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { QUEUES } from '../../features/queue/queues.js';
import { countQuery, viewCountQuery, viewsQuery } from '../../features/queue/queries.js';
import { useLiveState } from '../../live/live.js';
import { useFormat, useSay } from '../../texts/use-texts.js';
import { classes } from '../../ui/classes.js';
import { Count, Hidden } from '../../ui/badge.js';
import { Keys } from '../../ui/button.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { useMe } from '../me.js';
import { modKeys } from '../actions/platform.js';
import { PersonMenu } from './person-menu.js';
import styles from './side-bar.module.css';

/** Navigation of staff: queues, views, and the person. */
export function SideBar({ onFind }: { readonly onFind: () => void }) {
  // A ticket needs the width, so there the names of the lists give way. Screen readers still have them.
  const isRail = useLocation().pathname.startsWith('/tickets/');
  const say = useSay();
  const live = useLiveState();
  const views = useQuery(viewsQuery);
  const { role } = useMe();
  const isManager = role !== 'moderator';
  return (
    <nav className={classes(styles['nav'], isRail && styles['rail'])} aria-label={say('app.navigation')}>
      <div className={styles['brand']}>
        <Icon name="anchor" />
        <span className={styles['clip']}>Holdfast</span>
        {live === 'live' ? <span className={styles['live']}>{say('app.live')}</span> : null}
      </div>
      <button type="button" className={styles['find']} onClick={onFind}>
        <Icon name="search" />
        <span className={styles['clip']}>{say('app.find')}</span>
        <Keys keys={modKeys('mod+k')} />
      </button>
      {QUEUES.map((queue) => (
        <QueueLink key={queue.id} {...queue} />
      ))}
      {views.data === undefined || views.data.length === 0 ? null : (
        <h2 className={styles['title']}>{say('queue.views')}</h2>
      )}
      {views.data?.map((view) => (
        <ViewLink key={view.id} view={view} />
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
        <PersonMenu isWide={!isRail} />
      </div>
    </nav>
  );
}

/** A saved view, with its unread tickets and all of them. */
function ViewLink({ view }: { readonly view: Schemas['View'] }) {
  const say = useSay();
  const format = useFormat();
  const { data: total } = useQuery(viewCountQuery(view));
  const unread = view.unread_count ?? 0;
  return (
    <Link to="/views/$view" params={{ view: view.id }} className={styles['item']} title={view.name}>
      <Icon name={view.is_shared ? 'users' : 'tag'} />
      <span className={styles['clip']} dir="auto">
        {view.name}
      </span>
      <span className={styles['total']}>
        {unread > 0 ? <Count value={unread} label={say('queue.unread')} /> : null}
        {total === undefined ? '' : format.number(total)}
        <Hidden> {say('queue.tickets-word')}</Hidden>
      </span>
    </Link>
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
    <Link to="/queue/$queue" params={{ queue: id }} className={styles['item']} title={say(name)}>
      <Icon name={icon} />
      <span className={styles['clip']}>{say(name)}</span>
      <span className={styles['total']}>
        {total === undefined ? '' : format.number(total)}
        <Hidden> {say('queue.tickets-word')}</Hidden>
      </span>
    </Link>
  );
}
