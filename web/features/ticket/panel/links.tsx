import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import styles from './panel.module.css';

/** Merges and splits are part of what happened. The other links can go. */
const LASTING: readonly string[] = ['merged_into', 'split_from'];

/** Tickets that have to do with this one. */
export function Links({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const queries = useQueryClient();
  const { attempt, problem, isPending } = useAttempt();
  if (ticket.links.length === 0) return null;
  const remove = (link: string) =>
    attempt(async () => {
      const params = { path: { ticket: ticket.number, link } };
      await answerOf(api.DELETE('/api/v1/tickets/{ticket}/links/{link}', { params }));
      await queries.invalidateQueries({ queryKey: queryKeys.tickets });
    });
  return (
    <section className={styles['section']}>
      <h2>{say('link.links')}</h2>
      <ul>
        {ticket.links.map(({ id, type, direction, ticket: number }) => (
          <li key={id} className={styles['similar']}>
            <span>
              {say(`link.${direction}.${type}`)}{' '}
              <Link to="/tickets/$number" params={{ number }}>
                {number}
              </Link>
            </span>
            {LASTING.includes(type) ? null : (
              <Button
                isSmall
                kind="quiet"
                icon="x"
                isPending={isPending}
                aria-label={say('link.remove', { number })}
                onClick={() => void remove(id)}
              />
            )}
          </li>
        ))}
      </ul>
      {problem === null ? null : (
        <p className={styles['bounced']} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
