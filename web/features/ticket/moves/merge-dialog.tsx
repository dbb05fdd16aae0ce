import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { wholeNumber } from '../../ticket-parts/ticket-number.js';
import { TicketField } from '../../ticket-parts/ticket-field.js';
import { ticketQuery } from '../../ticket-parts/queries.js';
import styles from './moves.module.css';

/** Merges the ticket into another one. It says what that does, and that it cannot be undone. */
export function MergeDialog({
  ticket,
  into,
  onClose,
}: {
  readonly ticket: Schemas['Ticket'];
  /** The number of the other ticket, if it is chosen already. */
  readonly into: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(into);
  const { attempt, problem, isPending } = useAttempt();
  const number = wholeNumber(typed) ?? '';
  const target = useQuery({ ...ticketQuery(number), enabled: number !== '', retry: false }).data;
  const merge = (event: SyntheticEvent) => {
    event.preventDefault();
    if (target === undefined) return;
    const params = { path: { ticket: ticket.number }, header: { 'If-Match': `"${ticket.version}"` } };
    void attempt(async () => {
      await answerOf(api.POST('/api/v1/tickets/{ticket}/merge', { params, body: { into: target.number } }));
      await queries.invalidateQueries({ queryKey: queryKeys.tickets });
      confirmByToast(say('merge.done', { number: ticket.number }));
      onClose();
      void navigate({ to: '/tickets/$number', params: { number: target.number } });
    });
  };
  return (
    <Dialog title={say('merge.title', { number: ticket.number })} onClose={onClose}>
      <form className={styles['form']} onSubmit={merge}>
        <TicketField label={say('merge.target')} autoFocus value={typed} onChange={setTyped} />
        {target === undefined ? null : (
          <p>{say('merge.effect', { number: ticket.number, title: target.title })}</p>
        )}
        {problem === null ? null : (
          <p className={styles['problem']} role="alert">
            {problem}
          </p>
        )}
        <p className={styles['actions']}>
          <Button kind="quiet" onClick={onClose}>
            {say('whatif.discard')}
          </Button>
          <Button kind="primary" type="submit" isPending={isPending} isDisabled={target === undefined}>
            {target === undefined ? say('merge.merge') : say('merge.into', { number: target.number })}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
