import { useVirtualizer } from '@tanstack/react-virtual';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { useSay } from '../../../texts/use-texts.js';
import { Hidden } from '../../../ui/badge.js';
import { classes } from '../../../ui/classes.js';
import { useIsNarrow } from '../../../ui/use-media.js';
import { categoriesQuery, labelOf } from '../../ticket-parts/choices.js';
import { lastList } from '../../ticket-parts/last-list.js';
import { markTicket } from '../../ticket-parts/read-mark.js';
import type { Row } from './stable-rows.js';
import { TicketRow } from './ticket-row.js';
import styles from './ticket-grid.module.css';

const ROW_PX = 40;
const CARD_PX = 104;
const HEAD_PX = 30;
const OVERSCAN = 12;

interface Props {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly total: number;
  /** Ids of the tickets that a change of many is for. */
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onToggleAll: () => void;
  /** False where every ticket has the same one. */
  readonly hasAssignee: boolean;
  /** The last loaded row is near. */
  readonly onEnd: () => void;
}

/** A grid with one stop for Tab and arrows inside. Only the rows that can be seen are in the page. */
export function TicketGrid({
  label,
  rows: list,
  total,
  selected,
  onToggle,
  onToggleAll,
  hasAssignee,
  onEnd,
}: Props) {
  const say = useSay();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const { data: categories } = useQuery(categoriesQuery);
  const scroller = useRef<HTMLDivElement>(null);
  // Back from a ticket, the list begins at that row.
  const [focused, setFocused] = useState(() => {
    const { ticket } = lastList.get();
    return Math.max(
      0,
      list.findIndex((row) => row.ticket.number === ticket),
    );
  });
  const virtualizer = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? CARD_PX : ROW_PX),
    getItemKey: (index) => list[index]?.ticket.id ?? index,
    overscan: OVERSCAN,
    scrollMargin: isNarrow ? 0 : HEAD_PX,
  });
  const rows = virtualizer.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= list.length - OVERSCAN) onEnd();
  }, [lastShown, list.length, onEnd]);
  useEffect(() => virtualizer.measure(), [isNarrow, virtualizer]);
  const [begun] = useState(focused);
  useEffect(() => {
    if (begun > 0) virtualizer.scrollToIndex(begun, { align: 'center' });
    if (lastList.get().ticket !== null) scroller.current?.focus({ preventScroll: true });
  }, [begun, virtualizer]);

  const open = (ticket: Schemas['Ticket'] | undefined) => {
    if (ticket === undefined) return;
    void navigate({ to: '/tickets/$number', params: { number: ticket.number } });
  };
  /** All rows have one height. `virtualizer.scrollToIndex` measures the page several times, which takes 20 ms a key. */
  const scrollTo = (index: number) => {
    const { scrollOffset, scrollRect } = virtualizer;
    if (scroller.current === null || scrollOffset === null || scrollRect === null) return;
    const rowPx = isNarrow ? CARD_PX : ROW_PX;
    const headPx = isNarrow ? 0 : HEAD_PX;
    const top = index * rowPx;
    const bottom = headPx + top + rowPx;
    if (top < scrollOffset) scroller.current.scrollTop = top;
    else if (bottom > scrollOffset + scrollRect.height)
      scroller.current.scrollTop = bottom - scrollRect.height;
  };
  const move = (index: number) => {
    const next = Math.max(0, Math.min(list.length - 1, index));
    setFocused(next);
    scrollTo(next);
    if (document.activeElement !== scroller.current) scroller.current?.focus({ preventScroll: true });
  };
  const toggle = (index: number) => {
    const id = list[index]?.ticket.id;
    if (id !== undefined) onToggle(id);
  };
  const queries = useQueryClient();
  const toggleUnread = () => {
    const ticket = list[focused]?.ticket;
    if (ticket !== undefined) void markTicket(queries, ticket.number, ticket.unread !== true);
  };
  /** Selects the row and the next one, whichever of them is selected already. */
  const extend = (step: number) => {
    for (const row of [list[focused], list[focused + step]]) {
      if (row !== undefined && !selected.has(row.ticket.id)) onToggle(row.ticket.id);
    }
    move(focused + step);
  };
  useActions([
    { id: 'queue.select', name: 'queue.select', keys: 'x', perform: () => toggle(focused) },
    { id: 'queue.unread', name: 'queue.toggle-unread', keys: 'u', icon: 'eye', perform: toggleUnread },
    { id: 'queue.extend', name: 'queue.extend', keys: 'shift+j', isListed: false, perform: () => extend(1) },
    {
      id: 'queue.extend-up',
      name: 'queue.extend',
      keys: 'shift+k',
      isListed: false,
      perform: () => extend(-1),
    },
    { id: 'queue.next', name: 'queue.next', keys: 'j', isListed: false, perform: () => move(focused + 1) },
    {
      id: 'queue.previous',
      name: 'queue.previous',
      keys: 'k',
      isListed: false,
      perform: () => move(focused - 1),
    },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      Home: 0,
      End: list.length - 1,
      PageDown: focused + 10,
      PageUp: focused - 10,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && event.target === event.currentTarget) {
      open(list[focused]?.ticket);
    }
  };
  const activeId = rows.some(({ index }) => index === focused)
    ? `row-${list[focused]?.ticket.number ?? ''}`
    : undefined;

  return (
    <div
      ref={scroller}
      className={classes(styles['grid'], hasAssignee && styles['withAssignee'])}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-multiselectable
      aria-activedescendant={activeId}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles['headGroup']}>
        <div role="row" aria-rowindex={1} className={styles['head']}>
          <span role="columnheader" className={styles['select']}>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={say('queue.select-all')}
              checked={selected.size > 0 && selected.size >= list.length}
              ref={(box) => {
                if (box !== null) box.indeterminate = selected.size > 0 && selected.size < list.length;
              }}
              onChange={onToggleAll}
            />
          </span>
          <span role="columnheader">
            <Hidden>{say('queue.column.unread')}</Hidden>
          </span>
          <span role="columnheader">{say('queue.column.number')}</span>
          <span role="columnheader">{say('queue.column.title')}</span>
          <span role="columnheader" className={styles['requester']}>
            {say('queue.column.requester')}
          </span>
          <span role="columnheader" className={styles['category']}>
            {say('prop.category')}
          </span>
          <span role="columnheader">{say('queue.column.priority')}</span>
          {hasAssignee ? (
            <span role="columnheader" className={styles['assignee']}>
              {say('queue.column.assignee')}
            </span>
          ) : null}
          <span role="columnheader">{say('queue.column.sla')}</span>
          <span role="columnheader" className={styles['age']}>
            {say('queue.column.updated')}
          </span>
        </div>
      </div>
      <div role="rowgroup" className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map((row) => {
          const shown = list[row.index];
          return shown === undefined ? null : (
            <TicketRow
              key={row.key}
              ticket={shown.ticket}
              isGone={shown.isGone}
              isSelected={selected.has(shown.ticket.id)}
              hasAssignee={hasAssignee}
              category={labelOf(categories, shown.ticket.category)}
              onToggle={onToggle}
              index={row.index}
              top={row.start - virtualizer.options.scrollMargin}
              height={row.size}
              isFocused={row.index === focused}
              onPoint={() => setFocused(row.index)}
            />
          );
        })}
      </div>
    </div>
  );
}
