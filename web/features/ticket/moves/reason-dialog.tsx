import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useAttempt } from '../../../app/use-attempt.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/field.js';
import styles from './moves.module.css';

/** Moves that take a reason. */
export type ReasonMove = 'decline' | 'reopen' | 'cancel';

const MAX_REASON_LENGTH = 500;

/** Says what a move does, and takes the reason for it. */
export function ReasonDialog({
  ticket,
  move,
  onClose,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly move: ReasonMove;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const { attempt, problem, isPending } = useAttempt();
  const { number, version } = ticket;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const params = { path: { ticket: number }, header: { 'If-Match': `"${version}"` } };
    const body = reason.trim() === '' ? {} : { reason: reason.trim() };
    void attempt(async () => {
      queries.setQueryData(queryKeys.ticketHead(number), await answerOf(send(move, { params, body })));
      await queries.invalidateQueries({ queryKey: queryKeys.ticket(number) });
      confirmByToast(say(`${move}.done`, { number }));
      onClose();
    });
  };
  return (
    <Dialog title={say(`${move}.title`, { number })} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p>{say(`${move}.effect`, { name: ticket.requester.name })}</p>
        <TextArea
          label={say('move.reason')}
          autoFocus
          dir="auto"
          rows={3}
          maxLength={MAX_REASON_LENGTH}
          value={reason}
          error={problem ?? undefined}
          onChange={({ target }) => setReason(target.value)}
        />
        <p className={styles['actions']}>
          <Button kind="quiet" onClick={onClose}>
            {say('move.back')}
          </Button>
          <Button type="submit" kind={move === 'cancel' ? 'danger' : 'primary'} isPending={isPending}>
            {say(`${move}.title`, { number })}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}

type Request = Readonly<{
  params: { path: { ticket: string }; header: { 'If-Match': string } };
  body: { reason?: string };
}>;

function send(move: ReasonMove, request: Request) {
  switch (move) {
    case 'decline':
      return api.POST('/api/v1/tickets/{ticket}/decline', request);
    case 'reopen':
      return api.POST('/api/v1/tickets/{ticket}/reopen', request);
    case 'cancel':
      return api.POST('/api/v1/tickets/{ticket}/cancel', request);
  }
}
