import { useSay } from '../../texts/use-texts.js';
import { Dialog } from '../../ui/dialog.js';
import { Keys } from '../../ui/button.js';
import { changePreferences, preferences } from '../preferences.js';
import { useStore } from '../store.js';
import { modKeys } from './platform.js';
import { useCurrentActions } from './registry.js';
import styles from './key-help.module.css';

/** The keys of everything that can be done here, and the switch for them. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const { hasShortcuts } = useStore(preferences);
  const actions = useCurrentActions();
  return (
    <Dialog title={say('app.keys')} onClose={onClose}>
      <div className={styles['body']}>
        <label className={styles['switch']}>
          <input
            type="checkbox"
            autoFocus
            checked={hasShortcuts}
            onChange={(event) => changePreferences({ hasShortcuts: event.target.checked })}
          />
          {say('app.shortcuts')}
        </label>
        <dl className={styles['list']}>
          {actions.map(({ id, name, keys }) =>
            keys === undefined ? null : (
              <div key={id}>
                <dt>{say(name)}</dt>
                <dd>
                  <Keys keys={modKeys(keys)} />
                  <span className={styles['hidden']}>{modKeys(keys).join(' ')}</span>
                </dd>
              </div>
            ),
          )}
        </dl>
      </div>
    </Dialog>
  );
}
