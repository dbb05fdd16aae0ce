import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSay } from '../../texts/use-texts.js';
import { Count } from '../../ui/badge.js';
import { Icon } from '../../ui/icon.js';
import styles from './notifications.module.css';
import { notificationsQuery } from './queries.js';

/** Leads to the notifications, and counts the unread ones. */
export function Bell() {
  const say = useSay();
  const { data } = useQuery(notificationsQuery);
  const unread = data?.unread_count ?? 0;
  return (
    <Link
      to="/notifications"
      className={styles['bell']}
      aria-label={say('notifications.bell', { count: unread })}
    >
      <Icon name="bell" />
      {unread > 0 ? <Count value={unread} label={say('notifications.unread')} /> : null}
    </Link>
  );
}
