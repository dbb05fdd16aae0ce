import { Link } from '@tanstack/react-router';
import { useSay } from '../../texts/use-texts.js';
import { Icon } from '../../ui/icon.js';
import { PersonMenu } from './person-menu.js';
import styles from './tab-bar.module.css';

/** Navigation of staff on phones. */
export function TabBar({ onFind }: { readonly onFind: () => void }) {
  const say = useSay();
  return (
    <nav className={styles['tabs']} aria-label={say('app.navigation')}>
      <Link to="/queue/$queue" params={{ queue: 'mine' }}>
        <Icon name="inbox" />
        {say('app.tab.queue')}
      </Link>
      <button type="button" onClick={onFind}>
        <Icon name="search" />
        {say('app.tab.search')}
      </button>
      <Link to="/compose">
        <Icon name="plus" />
        {say('app.tab.new')}
      </Link>
      <Link to="/notifications">
        <Icon name="bell" />
        {say('app.tab.alerts')}
      </Link>
      <Link to="/settings">
        <Icon name="gear" />
        {say('app.settings')}
      </Link>
      <PersonMenu />
    </nav>
  );
}
