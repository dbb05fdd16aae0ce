import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api, newIdempotencyKey } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Field, TextArea } from '../../../ui/field.js';
import styles from './moves.module.css';

/** A ticket that has ended stays as it is. What comes after it is a new one. */
export function FollowUpDialog({
  ticket,
  onClose,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState(ticket.title);
  const [description, setDescription] = useState('');
  const { attempt, problem, isPending } = useAttempt();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const params = { path: { ticket: ticket.number }, header: { 'Idempotency-Key': newIdempotencyKey() } };
    const body = { title: title.trim(), description: description.trim() };
    void attempt(async () => {
      const { number } = await answerOf(api.POST('/api/v1/tickets/{ticket}/follow-up', { params, body }));
      await queries.invalidateQueries({ queryKey: queryKeys.ticket(ticket.number) });
      confirmByToast(say('compose.opened', { number }));
      onClose();
      void navigate({ to: '/tickets/$number', params: { number } });
    });
  };
  return (
    <Dialog title={say('follow-up.title')} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p>{say('follow-up.effect', { name: ticket.requester.name })}</p>
        <Field
          label={say('compose.subject')}
          required
          minLength={3}
          maxLength={200}
          dir="auto"
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
        <TextArea
          label={say('compose.description')}
          autoFocus
          required
          maxLength={20_000}
          dir="auto"
          value={description}
          error={problem ?? undefined}
          onChange={({ target }) => setDescription(target.value)}
        />
        <p className={styles['actions']}>
          <Button kind="quiet" onClick={onClose}>
            {say('move.back')}
          </Button>
          <Button kind="primary" type="submit" isPending={isPending}>
            {say('compose.create')}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
