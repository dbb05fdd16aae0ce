import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import styles from './panel.module.css';
import { useEdit } from './use-edit.js';

const MAX_LENGTH = 50;

/** Tags are added and removed one by one. */
export function Tags({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const { edit, problem, isPending } = useEdit(ticket);
  const { tags } = ticket;
  const isFinal = ticket.status === 'closed' || ticket.status === 'cancelled';
  const add = async (event: SyntheticEvent) => {
    event.preventDefault();
    const tag = typed.trim();
    if (tags.includes(tag) || (tag !== '' && (await edit({ tags: [...tags, tag] })))) setTyped('');
  };
  return (
    <section className={styles['section']}>
      <h2>{say('compose.tags')}</h2>
      <ul className={styles['tags']}>
        {tags.map((tag) => (
          <li key={tag}>
            <span dir="auto">{tag}</span>
            {isFinal ? null : (
              <Button
                isSmall
                kind="quiet"
                icon="x"
                aria-label={say('tags.remove', { tag })}
                isPending={isPending}
                onClick={() => void edit({ tags: tags.filter((one) => one !== tag) })}
              />
            )}
          </li>
        ))}
      </ul>
      {isFinal ? null : (
        <form className={styles['inline']} onSubmit={(event) => void add(event)}>
          <input
            aria-label={say('tags.new')}
            placeholder={say('tags.new')}
            dir="auto"
            maxLength={MAX_LENGTH}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button isSmall type="submit" isPending={isPending} isDisabled={typed.trim() === ''}>
            {say('tags.add')}
          </Button>
        </form>
      )}
      {problem === null ? null : (
        <p className={styles['bounced']} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
