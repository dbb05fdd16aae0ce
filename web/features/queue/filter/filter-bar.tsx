import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useActions } from '../../../app/actions/registry.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button, Keys } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import styles from './filter-bar.module.css';
import { FACETS, isChanged, MAX_WORDS_LENGTH, SORTS, type Facet, type Sort } from './filters.js';
import { takeWishToSearch } from './search-wish.js';
import { FACET_LOOKS, useFacets } from './use-facets.js';
import type { ListAddress } from './use-list-address.js';

const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.js')).FilterPanel }));

const PAUSE_MS = 300;

/** What the list shows, and how to change it: words, filters, order. All of it is in the address. */
export function FilterBar({
  address,
  fixed,
  onSave,
}: {
  readonly address: ListAddress;
  /** What makes the queue what it is, and cannot be changed in it. */
  readonly fixed: readonly Facet[];
  readonly onSave: () => void;
}) {
  const say = useSay();
  const facets = useFacets();
  const search = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Facet | null>(null);
  const { list, params } = address;
  const [words, setWords] = useWords(list.q, address.setWords);
  useEffect(() => {
    if (takeWishToSearch()) search.current?.focus();
  }, []);
  useActions([
    {
      id: 'queue.filter',
      name: 'queue.filter',
      keys: 'f',
      icon: 'filter',
      perform: () => setOpened('status'),
    },
    {
      id: 'queue.search',
      name: 'queue.search',
      keys: '/',
      icon: 'search',
      perform: () => search.current?.focus(),
    },
  ]);
  const chips = FACETS.filter((facet) => list.values[facet].length > 0 && !fixed.includes(facet));
  const namesOf = (facet: Facet) => {
    const names = list.values[facet].map(
      (value) => facets[facet].find((choice) => choice.value === value)?.label ?? value,
    );
    return names.length <= 2
      ? names.join(', ')
      : say('queue.filter.more', { names: names.slice(0, 2).join(', '), count: names.length - 2 });
  };
  return (
    <div className={styles['bar']} role="group" aria-label={say('queue.filters')}>
      <span className={styles['search']}>
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          dir="auto"
          aria-label={say('queue.search')}
          placeholder={say('queue.search')}
          maxLength={MAX_WORDS_LENGTH}
          value={words}
          onChange={({ target }) => setWords(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            if (words === '') event.currentTarget.blur();
            else setWords('');
          }}
        />
        <Keys keys={['/']} />
      </span>
      {chips.map((facet) => (
        <span key={facet} className={styles['chip']}>
          <button type="button" onClick={() => setOpened(facet)}>
            <Icon name={FACET_LOOKS[facet].icon} />
            <span>
              {say('queue.filter.is', { name: say(FACET_LOOKS[facet].name) })} <b>{namesOf(facet)}</b>
            </span>
          </button>
          <button
            type="button"
            className={styles['remove']}
            aria-label={say('queue.filter.remove', { name: say(FACET_LOOKS[facet].name) })}
            onClick={() => address.setFacet(facet, [])}
          >
            <Icon name="x" />
          </button>
        </span>
      ))}
      <button
        type="button"
        className={styles['add']}
        aria-haspopup="dialog"
        onClick={() => setOpened('status')}
      >
        <Icon name="filter" />
        {say('queue.filter')}
        <Keys keys={['F']} />
      </button>
      {isChanged(params) ? (
        <>
          <Button kind="link" onClick={onSave}>
            {say('view.save')}
          </Button>
          <Button kind="link" onClick={address.reset}>
            {say('queue.filter.reset')}
          </Button>
        </>
      ) : null}
      <SortSelect sort={list.sort} hasWords={list.q !== ''} onChange={address.setSort} />
      {opened === null ? null : (
        <Suspense>
          <FilterPanel
            first={opened}
            fixed={fixed}
            facets={facets}
            address={address}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

function SortSelect({
  sort,
  hasWords,
  onChange,
}: {
  readonly sort: Sort;
  readonly hasWords: boolean;
  readonly onChange: (sort: Sort) => void;
}) {
  const say = useSay();
  const sorts: readonly Sort[] = hasWords ? ['relevance', ...SORTS] : SORTS;
  return (
    <label className={styles['sort']}>
      <Icon name="swap" />
      <span>{say('queue.sort')}</span>
      <select value={sort} onChange={({ target }) => onChange(target.value as Sort)}>
        {sorts.map((value) => (
          <option key={value} value={value}>
            {say(`queue.sort.${value}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The words in the field. They go to the address after a pause, and follow it when the person goes back. */
function useWords(known: string, onSettled: (words: string) => void) {
  const [words, setWords] = useState(known);
  const [lastKnown, setLastKnown] = useState(known);
  if (known !== lastKnown) {
    setLastKnown(known);
    if (known !== words.trim()) setWords(known);
  }
  const settled = words.trim();
  const latest = useRef(onSettled);
  useEffect(() => {
    latest.current = onSettled;
  });
  useEffect(() => {
    if (settled === known) return undefined;
    const timer = setTimeout(() => latest.current(settled), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [settled, known]);
  return [words, setWords] as const;
}
