import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import styles from './filter-panel.module.css';
import { FACETS, isSingle, type Facet } from './filters.js';
import { FACET_LOOKS, type Choice } from './use-facets.js';
import type { ListAddress } from './use-list-address.js';

/** All values to filter by. Each choice changes the list at once. */
export function FilterPanel({
  first,
  fixed,
  facets,
  address,
  onClose,
}: {
  /** Where the focus begins. */
  readonly first: Facet;
  readonly fixed: readonly Facet[];
  readonly facets: Readonly<Record<Facet, readonly Choice[]>>;
  readonly address: ListAddress;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { list, setFacet } = address;
  const start = fixed.includes(first) ? 'status' : first;
  const toggle = (facet: Facet, value: string) => {
    const now = list.values[facet];
    const without = now.filter((one) => one !== value);
    if (now.includes(value)) setFacet(facet, without);
    else setFacet(facet, isSingle(facet) ? [value] : [...now, value]);
  };
  return (
    <Dialog title={say('queue.filter')} onClose={onClose}>
      <div className={styles['body']}>
        {FACETS.filter((facet) => !fixed.includes(facet) && facets[facet].length > 0).map((facet) => (
          <fieldset key={facet} className={styles['facet']}>
            <legend>{say(FACET_LOOKS[facet].name)}</legend>
            {facets[facet].map(({ value, label }, index) => (
              <label key={value}>
                <input
                  type="checkbox"
                  autoFocus={facet === start && index === 0}
                  checked={list.values[facet].includes(value)}
                  onChange={() => toggle(facet, value)}
                />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <p className={styles['foot']}>
        <Button kind="quiet" onClick={address.reset}>
          {say('queue.filter.reset')}
        </Button>
        <Button kind="primary" onClick={onClose}>
          {say('queue.filter.done')}
        </Button>
      </p>
    </Dialog>
  );
}
