import { Link } from '@tanstack/react-router';
import { useSay } from '../../texts/use-texts.js';
import { Icon } from '../../ui/icon.js';
import { Bell } from '../../features/notifications/bell.js';
import { facts } from '../facts.js';
import { PersonMenu } from './person-menu.js';
import styles from './requester-bar.module.css';

/** Navigation of requesters. */
export function RequesterBar() {
  const say = useSay();
  return (
    <header className={styles['bar']}>
      <div className={styles['inner']}>
        <Link to="/my-tickets" className={styles['brand']}>
          <Icon name="anchor" />
          {facts.desk}
        </Link>
        <nav className={styles['nav']} aria-label={say('app.navigation')}>
          <Link to="/my-tickets">{say('my-tickets.title')}</Link>
        </nav>
        <Bell />
        <PersonMenu />
      </div>
    </header>
  );
}
