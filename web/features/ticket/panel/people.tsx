import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, newIdempotencyKey } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/field.js';
import styles from './panel.module.css';

/** The requester, and those who get a copy of each reply. */
export function People({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const queries = useQueryClient();
  const { attempt, problem, isPending } = useAttempt();
  const [email, setEmail] = useState('');
  const { number } = ticket;
  const again = () => queries.invalidateQueries({ queryKey: queryKeys.ticket(number) });
  const add = async (event: SyntheticEvent) => {
    event.preventDefault();
    const params = { path: { ticket: number }, header: { 'Idempotency-Key': newIdempotencyKey() } };
    const isAdded = await attempt(async () => {
      await answerOf(api.POST('/api/v1/tickets/{ticket}/participants', { params, body: { email } }));
      await again();
    });
    if (isAdded) setEmail('');
  };
  const remove = (participant: string) =>
    attempt(async () => {
      const params = { path: { ticket: number, participant } };
      await answerOf(api.DELETE('/api/v1/tickets/{ticket}/participants/{participant}', { params }));
      await again();
    });
  return (
    <section className={styles['section']}>
      <h2>{say('panel.people')}</h2>
      <div className={styles['prop']}>
        <span>{say('panel.requester')}</span>
        <span className={styles['value']}>{ticket.requester.name}</span>
      </div>
      {ticket.participants.map(({ id, name, mail_problem: problemOfMail }) => (
        <div key={id} className={styles['prop']}>
          <span>{say('panel.copy')}</span>
          <span className={styles['person']}>
            {name}
            {problemOfMail === undefined ? null : (
              <b className={styles['bounced']} title={problemOfMail.answer}>
                {say('panel.bounced')}
              </b>
            )}
            <Button
              isSmall
              kind="quiet"
              icon="x"
              aria-label={say('panel.remove', { name })}
              onClick={() => void remove(id)}
            />
          </span>
        </div>
      ))}
      <details>
        <summary>{say('panel.add')}</summary>
        <form className={styles['add']} onSubmit={(event) => void add(event)}>
          <Field
            label={say('panel.address')}
            type="email"
            required
            value={email}
            error={problem ?? undefined}
            onChange={({ target }) => setEmail(target.value)}
          />
          <Button type="submit" isPending={isPending}>
            {say('panel.add')}
          </Button>
        </form>
      </details>
    </section>
  );
}
