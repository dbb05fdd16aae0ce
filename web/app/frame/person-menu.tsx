import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LANGUAGE_NAMES, isLanguage } from '../../texts/languages.js';
import { useLanguage, useSay } from '../../texts/use-texts.js';
import { Avatar } from '../../ui/avatar.js';
import { Icon } from '../../ui/icon.js';
import { Menu } from '../../ui/menu/menu.js';
import { useMe } from '../me.js';
import { changePreferences, preferences } from '../preferences.js';
import { signOut } from '../session.js';
import { useStore } from '../store.js';
import styles from './person-menu.module.css';

const SCHEMES = ['system', 'light', 'dark'] as const;

/** The person: how the console looks and speaks, and the way out. */
export function PersonMenu({ isWide = false }: { readonly isWide?: boolean }) {
  const say = useSay();
  const me = useMe();
  const navigate = useNavigate();
  const language = useLanguage();
  const { scheme, hasShortcuts } = useStore(preferences);
  const [isFailed, setFailed] = useState(false);
  return (
    <>
      {isFailed ? (
        <p className={styles['failed']} role="alert">
          {say('app.sign-out.failed')}
        </p>
      ) : null}
      <Menu
        label={say('app.person', { name: me.name })}
        hasWords={isWide}
        className={isWide ? styles['wide'] : styles['round']}
        trigger={
          <>
            <Avatar name={me.name} isLarge isSilent />
            {isWide ? (
              <>
                <span className={styles['who']}>
                  <b>{me.name}</b>
                  <span>{say(`role.${me.role}`)}</span>
                </span>
                <Icon name="down" />
              </>
            ) : null}
          </>
        }
        groups={[
          {
            id: 'scheme',
            title: say('app.scheme'),
            choices: SCHEMES.map((id) => ({
              id: `scheme-${id}`,
              label: say(`app.scheme.${id}`),
              isChosen: scheme === id,
              perform: () => changePreferences({ scheme: id }),
            })),
          },
          {
            id: 'language',
            title: say('app.language'),
            choices: Object.entries(LANGUAGE_NAMES).map(([id, label]) => ({
              id: `language-${id}`,
              label,
              isChosen: language === id,
              perform: () => changePreferences({ language: isLanguage(id) ? id : null }),
            })),
          },
          {
            id: 'more',
            choices: [
              {
                id: 'shortcuts',
                label: say('app.shortcuts'),
                isChosen: hasShortcuts,
                perform: () => changePreferences({ hasShortcuts: !hasShortcuts }),
              },
              {
                id: 'profile',
                label: say('profile.title'),
                icon: 'user',
                perform: () => void navigate({ to: '/profile' }),
              },
              {
                id: 'sign-out',
                label: say('app.sign-out'),
                icon: 'out',
                perform: () => void signOut().catch(() => setFailed(true)),
              },
            ],
          },
        ]}
      />
    </>
  );
}
