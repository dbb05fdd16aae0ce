import { useVirtualizer } from '@tanstack/react-virtual';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { useActions } from '../../app/actions/registry.js';
import { useSay } from '../../texts/use-texts.js';
import { Hidden } from '../../ui/badge.js';
import { useIsNarrow } from '../../ui/use-media.js';
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
  /** The last loaded row is near. */
  readonly onEnd: () => void;
}

/** A grid with one stop for Tab and arrows inside. Only the rows that can be seen are in the page. */
export function TicketGrid({ label, rows: list, total, selected, onToggle, onEnd }: Props) {
  const say = useSay();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
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

  const open = (ticket: Schemas['Ticket'] | undefined) => {
    if (ticket !== undefined) void navigate({ to: '/tickets/$number', params: { number: ticket.number } });
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
  const extend = (step: number) => {
    toggle(focused);
    move(focused + step);
  };
  useActions([
    { id: 'queue.select', name: 'queue.select', keys: 'x', perform: () => toggle(focused) },
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
      className={styles['grid']}
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
            <Hidden>{say('queue.select')}</Hidden>
          </span>
          <span role="columnheader">
            <Hidden>{say('queue.column.unread')}</Hidden>
          </span>
          <span role="columnheader">{say('queue.column.number')}</span>
          <span role="columnheader">{say('queue.column.title')}</span>
          <span role="columnheader">{say('queue.column.status')}</span>
          <span role="columnheader">{say('queue.column.priority')}</span>
          <span role="columnheader">{say('queue.column.assignee')}</span>
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
