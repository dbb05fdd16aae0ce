import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { wholeNumber } from '../../features/ticket-parts/ticket-number.js';
import { useSay } from '../../texts/use-texts.js';
import { classes } from '../../ui/classes.js';
import { Dialog } from '../../ui/dialog.js';
import { Keys } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import type { Action } from './action.js';
import { modKeys } from './platform.js';
import { useCurrentActions } from './registry.js';
import styles from './palette.module.css';

/** Finds an action by its name, or a ticket by its number. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const actions = useCurrentActions().filter(({ isListed }) => isListed !== false);
  const nameOf = (action: Action) => `${say(action.name)} ${action.keywords ?? ''}`.toLowerCase();
  const number = wholeNumber(typed);
  const rows = [
    ...(number === null
      ? []
      : [
          {
            id: 'ticket',
            name: say('app.open-ticket', { number }),
            icon: 'right' as const,
            keys: undefined,
            perform: () => void navigate({ to: '/tickets/$number', params: { number } }),
          },
        ]),
    ...actions
      .filter((action) => words.every((word) => nameOf(action).includes(word)))
      .map((action) => ({ icon: 'right' as const, ...action, name: say(action.name), keys: action.keys })),
  ];
  const chosen = rows[Math.min(index, rows.length - 1)];
  const run = (row: (typeof rows)[number] | undefined) => {
    if (row === undefined) return;
    onClose();
    row.perform();
  };
  return (
    <Dialog title={say('app.palette')} isTitleHidden onClose={onClose}>
      <div className={styles['head']}>
        <Icon name="search" />
        <input
          className={styles['input']}
          autoFocus
          role="combobox"
          aria-label={say('app.palette')}
          aria-expanded={rows.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={chosen === undefined ? undefined : `palette-${chosen.id}`}
          placeholder={say('app.palette.hint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setIndex(0);
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (step !== 0) {
              event.preventDefault();
              setIndex(Math.max(0, Math.min(rows.length - 1, index + step)));
            } else if (event.key === 'Enter') {
              event.preventDefault();
              run(chosen);
            }
          }}
        />
      </div>
      {rows.length === 0 ? (
        <p className={styles['none']} role="status">
          {say('app.palette.none')}
        </p>
      ) : (
        <ul className={styles['list']} id="palette-list" role="listbox" aria-label={say('app.palette')}>
          {rows.map((row) => (
            // The field has the focus and the keys; a click does the same.
            <li
              key={row.id}
              id={`palette-${row.id}`}
              role="option"
              aria-selected={row === chosen}
              className={classes(styles['row'])}
              onClick={() => run(row)}
            >
              <Icon name={row.icon} />
              <span>{row.name}</span>
              {row.keys === undefined ? null : <Keys keys={modKeys(row.keys)} />}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
