import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { NotFound } from '../../app/frame/screen-states.js';
import { useMe } from '../../app/me.js';
import { useRouteParam } from '../../app/route-param.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { TopBar } from '../../ui/top-bar.js';
import { useTitle } from '../../ui/use-title.js';
import styles from './kit/kit.module.css';
import { PAGES } from './pages.js';
import { AdminTexts, useAdminSay } from './texts/texts.js';

/** Everything that runs the desk: its contents, a page, or one item of a page. */
export function SettingsScreen() {
  return (
    <AdminTexts>
      <Inside />
    </AdminTexts>
  );
}

function Inside() {
  const say = useSay();
  const { role } = useMe();
  const [id, item] = [useRouteParam('page'), useRouteParam('item')];
  if (id === '') return <Contents />;
  const page = PAGES.find((one) => one.id === id && one.roles.includes(role));
  if (page === undefined) return <NotFound />;
  return (
    <Suspense fallback={<Skeleton rows={6} label={say('app.loading')} />}>
      <page.Screen key={id} item={item} />
    </Suspense>
  );
}

/** All pages that the person may use, by subject. */
function Contents() {
  const say = useSay();
  const t = useAdminSay();
  const { role } = useMe();
  useTitle(say('app.settings'));
  const pages = PAGES.filter(({ roles }) => roles.includes(role));
  const groups = [...new Set(pages.map(({ group }) => group))];
  return (
    <>
      <TopBar title={say('app.settings')} />
      <div className={styles['body']}>
        <div className={styles['cards']}>
          {groups.map((group) => (
            <nav key={group} className={styles['card']} aria-label={t(group)}>
              <h2>{t(group)}</h2>
              <ul className={styles['links']}>
                {pages
                  .filter((page) => page.group === group)
                  .map((page) => (
                    <li key={page.id}>
                      <Link to="/settings/$page" params={{ page: page.id }}>
                        {t(page.title)}
                      </Link>
                    </li>
                  ))}
              </ul>
            </nav>
          ))}
        </div>
      </div>
    </>
  );
}
