import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useSay } from '../../texts/use-texts.js';
import { Icon } from '../../ui/icon.js';
import { Bell } from '../../features/notifications/bell.js';
import { useActions } from '../actions/registry.js';
import { facts } from '../facts.js';
import { PersonMenu } from './person-menu.js';
import styles from './requester-bar.module.css';

/** Navigation of requesters. */
export function RequesterBar() {
  const say = useSay();
  const navigate = useNavigate();
  const isOnTicket = useLocation().pathname.startsWith('/tickets/');
  useActions([
    {
      id: 'submit.new',
      name: 'submit.title',
      keys: 'c',
      icon: 'plus',
      perform: () => void navigate({ to: '/ask' }),
    },
    {
      id: 'knowledge.open',
      name: 'knowledge.title',
      keys: 'g a',
      icon: 'book',
      perform: () => void navigate({ to: '/articles' }),
    },
  ]);
  return (
    <header className={styles['bar']}>
      <div className={styles['inner']}>
        <Link to="/my-tickets" className={styles['brand']}>
          <Icon name="anchor" />
          {facts.desk}
        </Link>
        <nav className={styles['nav']} aria-label={say('app.navigation')}>
          <Link to="/ask">{say('submit.title')}</Link>
          <Link to="/my-tickets" {...(isOnTicket ? { 'aria-current': 'page' as const } : {})}>
            {say('my-tickets.title')}
          </Link>
          <Link to="/articles">{say('knowledge.title')}</Link>
        </nav>
        <Bell />
        <PersonMenu />
      </div>
    </header>
  );
}
