import { modKeys } from '../../../app/actions/platform.js';
import { useCurrentActions } from '../../../app/actions/registry.js';
import { preferences } from '../../../app/preferences.js';
import { useStore } from '../../../app/store.js';
import { useSay } from '../../../texts/use-texts.js';
import { Keys } from '../../../ui/button.js';
import styles from './ticket-grid.module.css';

/** The keys that help most in a list. All of them are behind `?`. */
const SHOWN = ['queue.next', 'queue.select', 'queue.unread', 'queue.filter', 'queue.search', 'app.keys'];

/** One line below the list. Screen readers have the help of the keys. */
export function KeyHints() {
  const say = useSay();
  const { hasShortcuts } = useStore(preferences);
  const actions = useCurrentActions();
  if (!hasShortcuts) return null;
  return (
    <p className={styles['hints']} aria-hidden="true">
      {SHOWN.map((id) => {
        const action = actions.find((one) => one.id === id);
        return action?.keys === undefined ? null : (
          <span key={id}>
            <Keys keys={modKeys(action.keys)} /> {say(action.name)}
          </span>
        );
      })}
    </p>
  );
}
