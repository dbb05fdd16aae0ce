import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useSay } from '../../../texts/use-texts.js';
import { Avatar } from '../../../ui/avatar.js';
import { Unread } from '../../../ui/badge.js';
import { classes } from '../../../ui/classes.js';
import { Age } from '../../../ui/moment.js';
import { Priority, shortNumber } from '../../ticket-parts/priority.js';
import { SlaClock } from '../../ticket-parts/sla-clock.js';
import styles from './ticket-grid.module.css';

interface Props {
  readonly ticket: Schemas['Ticket'];
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isFocused: boolean;
  readonly isGone: boolean;
  readonly isSelected: boolean;
  readonly hasAssignee: boolean;
  /** In words. */
  readonly category: string;
  readonly onToggle: (id: string) => void;
  readonly onPoint: () => void;
}

/** One ticket of a list: a row, or a card on phones. */
export const TicketRow = memo(
  function TicketRow({
    ticket,
    index,
    top,
    height,
    isFocused,
    isGone,
    isSelected,
    hasAssignee,
    category,
    onToggle,
    onPoint,
  }: Props) {
    const say = useSay();
    const { number, title, unread, presence = [], assignee } = ticket;
    return (
      <div
        role="row"
        id={`row-${number}`}
        aria-rowindex={index + 2}
        className={classes(
          styles['row'],
          unread === true && styles['new'],
          isFocused && styles['focused'],
          isGone && styles['gone'],
          isSelected && styles['selected'],
        )}
        aria-selected={isSelected}
        style={{ transform: `translateY(${top}px)`, height }}
        onPointerDown={onPoint}
      >
        <span role="gridcell" className={styles['select']}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={say('queue.select-one', { number })}
            checked={isSelected}
            onChange={() => onToggle(ticket.id)}
          />
        </span>
        <span role="gridcell" className={styles['dot']}>
          {unread === true ? <Unread label={say('queue.unread')} /> : null}
        </span>
        <span role="gridcell" className={styles['number']} title={number}>
          {shortNumber(number)}
        </span>
        <span role="gridcell" className={styles['title']}>
          <Link to="/tickets/$number" params={{ number }} tabIndex={-1} dir="auto">
            {title}
          </Link>
          {isGone ? <span className={styles['left']}>{say('queue.gone')}</span> : null}
          {presence.map(({ person, state }) => (
            <span key={person.id} className={styles['present']}>
              <Avatar name={person.name} isPresent />
              {state === 'typing' ? say('queue.typing') : null}
            </span>
          ))}
        </span>
        <span role="gridcell" className={styles['requester']} dir="auto">
          {ticket.requester.name}
        </span>
        <span role="gridcell" className={styles['category']}>
          {category}
        </span>
        <span role="gridcell" className={styles['priority']}>
          <Priority priority={ticket.priority} />
        </span>
        {hasAssignee ? (
          <span role="gridcell" className={styles['assignee']}>
            {assignee?.name ?? say('queue.nobody')}
          </span>
        ) : null}
        <span role="gridcell" className={styles['sla']}>
          <SlaClock ticket={ticket} />
        </span>
        <span role="gridcell" className={styles['age']}>
          <Age at={ticket.updated_at} />
        </span>
      </div>
    );
  },
  (before, after) =>
    before.ticket === after.ticket &&
    before.top === after.top &&
    before.height === after.height &&
    before.isFocused === after.isFocused &&
    before.isGone === after.isGone &&
    before.isSelected === after.isSelected &&
    before.hasAssignee === after.hasAssignee &&
    before.category === after.category &&
    before.onToggle === after.onToggle,
);
