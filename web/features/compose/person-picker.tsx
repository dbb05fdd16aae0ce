import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { answerOf, api } from '../../app/api.js';
import { useSay } from '../../texts/use-texts.js';
import { Avatar } from '../../ui/avatar.js';
import { Field } from '../../ui/field.js';
import type { PickedPerson } from './new-ticket.js';
import styles from './person-picker.module.css';

const SHOWN = 8;
const PAUSE_MS = 250;

/** The API finds the beginnings of names and addresses. */
const peopleQuery = (words: string) =>
  queryOptions({
    queryKey: ['people', 'found', words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { q: words.slice(0, 100), active: true, page_size: SHOWN };
      return (await answerOf(api.GET('/api/v1/users', { params: { query }, signal }))).users;
    },
  });

/** Finds a person as their name is written. Arrows choose, Enter takes, Escape closes. */
export function PersonPicker({
  label,
  error,
  autoFocus,
  onPick,
}: {
  readonly label: string;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly onPick: (person: PickedPerson) => void;
}) {
  const say = useSay();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const [index, setIndex] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(peopleQuery(words));
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const people = words === '' ? [] : (found.data ?? []);
  const chosen = people[Math.min(index, people.length - 1)];
  const isShown = isOpen && people.length > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setOpen(true);
      setIndex(Math.max(0, Math.min(people.length - 1, index + step)));
    } else if (event.key === 'Enter') {
      // The form must not be sent while a person is being chosen.
      event.preventDefault();
      if (isShown && chosen !== undefined) onPick(chosen);
    } else if (event.key === 'Escape' && isShown) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className={styles['picker']}>
      <Field
        label={label}
        error={error}
        role="combobox"
        autoComplete="off"
        autoFocus={autoFocus}
        dir="auto"
        placeholder={say('person.find')}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && chosen !== undefined ? `${id}-${chosen.id}` : undefined}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setIndex(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <p className={styles['count']} role="status">
        {words === '' || found.isPending
          ? ''
          : people.length === 0
            ? say('person.none')
            : say('person.count', { count: people.length })}
      </p>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className={styles['list']}
        hidden={!isShown}
        // The field keeps the focus, so that its blur does not close the list before the click.
        onPointerDown={(event) => event.preventDefault()}
      >
        {people.map((person) => (
          <li
            key={person.id}
            id={`${id}-${person.id}`}
            role="option"
            aria-selected={person === chosen}
            className={styles['option']}
            onClick={() => onPick(person)}
          >
            <Avatar name={person.name} isSilent />
            <span dir="auto">{person.name}</span>
            <small dir="auto">{person.email}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
