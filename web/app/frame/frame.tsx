import { lazy, Suspense, useState } from 'react';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useSay } from '../../texts/use-texts.js';
import { classes } from '../../ui/classes.js';
import { wishToSearch } from '../../features/queue/filter/search-wish.js';
import { useActions } from '../actions/registry.js';
import { useShortcuts } from '../actions/listen.js';
import { useMe } from '../me.js';
import { isStaff } from '../session.js';
import { ConnectionBanner } from './connection-banner.js';
import styles from './frame.module.css';
import { RequesterBar } from './requester-bar.js';
import { SideBar } from './side-bar.js';
import { TabBar } from './tab-bar.js';

const Palette = lazy(async () => ({ default: (await import('../actions/palette.js')).Palette }));
const KeyHelp = lazy(async () => ({ default: (await import('../actions/key-help.js')).KeyHelp }));

type Overlay = 'palette' | 'keys' | null;

/** Screens that requesters have too, with the margins of a page. */
const IS_SHARED = /^\/(?:articles|profile)(?:\/|$)/u;

/** What is around every screen: navigation, banner, palette and help of the keys. */
export function Frame() {
  const say = useSay();
  const navigate = useNavigate();
  const { role } = useMe();
  const staff = isStaff({ role });
  const { pathname } = useLocation();
  const isOnTicket = pathname.startsWith('/tickets/');
  const [overlay, setOverlay] = useState<Overlay>(null);
  const close = () => setOverlay(null);
  useShortcuts();
  useActions([
    {
      id: 'app.palette',
      name: 'app.palette',
      keys: 'mod+k',
      isListed: false,
      perform: () => setOverlay('palette'),
    },
    { id: 'app.keys', name: 'app.keys', keys: '?', perform: () => setOverlay('keys') },
    {
      id: 'app.home',
      name: staff ? 'queue.mine' : 'my-tickets.title',
      keys: 'g q',
      icon: 'inbox',
      perform: () => void navigate({ to: '/' }),
    },
    {
      id: 'compose.new',
      name: 'compose.title',
      keys: 'c',
      icon: 'plus',
      visible: () => staff,
      perform: () => void navigate({ to: '/compose' }),
    },
    {
      id: 'app.search',
      name: 'queue.search',
      keys: '/',
      icon: 'search',
      isListed: false,
      visible: () => staff,
      perform: () => {
        wishToSearch();
        void navigate({ to: '/queue/$queue', params: { queue: 'open' } });
      },
    },
    {
      id: 'app.notifications',
      name: 'notifications.title',
      keys: 'g n',
      icon: 'bell',
      perform: () => void navigate({ to: '/notifications' }),
    },
    {
      id: 'app.dashboard',
      name: 'app.dashboard',
      keys: 'g d',
      icon: 'chart',
      visible: () => staff && role !== 'moderator',
      perform: () => void navigate({ to: '/dashboard' }),
    },
    {
      id: 'app.settings',
      name: 'app.settings',
      keys: 'g s',
      icon: 'gear',
      visible: () => staff,
      perform: () => void navigate({ to: '/settings' }),
    },
  ]);
  const onFind = () => setOverlay('palette');
  return (
    <div className={staff ? classes(styles['frame'], isOnTicket && styles['ticket']) : styles['page']}>
      <a className={styles['skip']} href="#main">
        {say('app.skip')}
      </a>
      {staff ? <SideBar onFind={onFind} /> : <RequesterBar />}
      <main
        className={
          staff ? classes(styles['main'], IS_SHARED.test(pathname) && styles['shared']) : styles['requester']
        }
        id="main"
        tabIndex={-1}
      >
        <ConnectionBanner />
        <Outlet />
      </main>
      {staff ? <TabBar onFind={onFind} /> : null}
      <Suspense>
        {overlay === 'palette' ? <Palette onClose={close} /> : null}
        {overlay === 'keys' ? <KeyHelp onClose={close} /> : null}
      </Suspense>
    </div>
  );
}
