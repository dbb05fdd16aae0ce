import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { ButtonLink } from '../../ui/button-link.js';
import { TextArea } from '../../ui/field.js';
import styles from './after-solution.module.css';
import { firstResolutionCodeQuery } from './queries.js';
import { Rating } from './rating.js';
import { moveTicket } from './send-comment.js';
import { choicesOf } from './standing.js';

/** What a requester can do once there is a solution: confirm it, reopen, rate, or ask again. */
export function AfterSolution({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const { canConfirm, canFollowUp } = choicesOf(ticket.status);
  return (
    <>
      {canConfirm ? <ConfirmOrReopen ticket={ticket} /> : null}
      {ticket.resolved_at === null ? null : <Rating ticket={ticket} />}
      {canFollowUp ? (
        <p className={styles['line']}>
          <span>{say('my-ticket.over')}</span>
          <ButtonLink to="/ask" search={{ after: ticket.number }} icon="plus">
            {say('my-ticket.ask-again')}
          </ButtonLink>
        </p>
      ) : null}
    </>
  );
}

const MAX_REASON_LENGTH = 500;

function ConfirmOrReopen({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const queries = useQueryClient();
  const [isReopening, setReopening] = useState(false);
  const [reason, setReason] = useState('');
  const [isPending, setPending] = useState(false);
  const move = async (to: 'close' | 'reopen', body: object, label: string) => {
    setPending(true);
    await moveTicket(queries, ticket.number, to, body, label);
    setPending(false);
  };
  const confirm = async () => {
    setPending(true);
    const code = ticket.resolution_code ?? (await queries.query(firstResolutionCodeQuery).catch(() => ''));
    await move('close', { resolution_code: code }, say('my-ticket.confirm'));
  };
  const reopen = () => {
    const text = reason.trim();
    void move('reopen', text === '' ? {} : { reason: text }, say('my-ticket.reopen'));
  };
  return (
    <section className={styles['card']} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{say('my-ticket.solved-question')}</h2>
      {isReopening ? (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            reopen();
          }}
        >
          <TextArea
            label={say('my-ticket.reopen.reason')}
            dir="auto"
            autoFocus
            maxLength={MAX_REASON_LENGTH}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <span className={styles['buttons']}>
            <Button kind="primary" type="submit" isPending={isPending}>
              {say('my-ticket.reopen')}
            </Button>
            <Button kind="quiet" onClick={() => setReopening(false)}>
              {say('my-ticket.back')}
            </Button>
          </span>
        </form>
      ) : (
        <span className={styles['buttons']}>
          <Button kind="primary" icon="check" isPending={isPending} onClick={() => void confirm()}>
            {say('my-ticket.confirm')}
          </Button>
          <Button onClick={() => setReopening(true)}>{say('my-ticket.not-solved')}</Button>
        </span>
      )}
    </section>
  );
}
