import { lazy, Suspense, useCallback, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { withTexts } from '../../../texts/languages.js';
import { useSay } from '../../../texts/use-texts.js';
import { Blank } from '../../../ui/blank.js';
import { Keys } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { toFilter, type ListFilter } from '../filter/filters.js';
import styles from './ticket-grid.module.css';
import { keepRows, rowsOf, takeRows } from './stable-rows.js';
import { TicketGrid } from './ticket-grid.js';

const loadBulkBar = withTexts('work', () => import('../bulk/bulk-bar.js'));
const BulkBar = lazy(async () => ({ default: (await loadBulkBar()).BulkBar }));

/** As many tickets as the API changes for one filter. */
const MAX_AT_ONCE = 500;

/** Live changes happen in place. New tickets wait behind a button, so that no row moves under the pointer. */
export function Rows({
  title,
  pages,
  hasAssignee,
  list,
  onEnd,
}: {
  readonly title: string;
  readonly pages: readonly Schemas['TicketList'][];
  readonly hasAssignee: boolean;
  /** What the list shows, for a change of all that match. */
  readonly list: ListFilter;
  readonly onEnd: () => void;
}) {
  const say = useSay();
  const [shown, setShown] = useState(() => takeRows(pages));
  const [lastPages, setLastPages] = useState(pages);
  if (pages !== lastPages) {
    setLastPages(pages);
    setShown(keepRows(shown, pages));
  }
  const { rows, newCount } = rowsOf(shown, pages);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [takesAll, setTakesAll] = useState(false);
  const total = pages[0]?.total ?? rows.length;
  // A search of whole tickets finds others than the filter of a change.
  const canTakeAll = list.sort !== 'relevance' && total > rows.length && total <= MAX_AT_ONCE;
  const matching = canTakeAll && selected.size >= rows.length ? total : null;
  const filter = toFilter(list);
  // The same function each time, so that rows are not rendered again.
  const toggle = useCallback(
    (id: string) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const toggleAll = () =>
    setSelected(selected.size === 0 ? new Set(rows.map(({ ticket }) => ticket.id)) : new Set());
  const showNew = () => setShown(takeRows(pages));
  useActions([
    {
      id: 'queue.show-new',
      name: 'queue.show-new',
      keys: '.',
      icon: 'up',
      visible: () => newCount > 0,
      perform: showNew,
    },
    { id: 'queue.select-all', name: 'queue.select-all', keys: 'shift+x', perform: toggleAll },
  ]);
  return (
    <div className={styles['frame']}>
      <p className={styles['news']} role="status">
        {newCount === 0 ? null : (
          <button type="button" onClick={showNew}>
            <Icon name="up" />
            {say('queue.new', { count: newCount })}
            <Keys keys={['.']} />
          </button>
        )}
      </p>
      {rows.length === 0 ? (
        <Blank icon="circlecheck" title={say('queue.empty')}>
          {say('queue.empty.hint')}
        </Blank>
      ) : (
        <TicketGrid
          label={title}
          rows={rows}
          total={total}
          hasAssignee={hasAssignee}
          selected={selected}
          onToggle={toggle}
          onToggleAll={toggleAll}
          onEnd={onEnd}
        />
      )}
      {selected.size === 0 ? null : (
        <Suspense>
          <BulkBar
            target={takesAll && matching !== null ? { filter, total: matching } : { ids: [...selected] }}
            matching={matching}
            onTakeAll={() => setTakesAll(true)}
            onDone={() => {
              setSelected(new Set());
              setTakesAll(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
