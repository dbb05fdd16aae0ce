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
import { Field } from '../../../ui/field.js';
import { Icon } from '../../../ui/icon.js';
import { Moment } from '../../../ui/moment.js';
import { useConversation } from '../../ticket-parts/use-conversation.js';
import styles from './moves.module.css';

/** Moves messages into a new ticket of the same requester. */
export function SplitDialog({
  ticket,
  onClose,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const conversation = useConversation(ticket.number);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [title, setTitle] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { attempt, problem, isPending } = useAttempt();
  // What is not sent yet, or deleted, stays.
  const comments = conversation.comments.filter(
    (comment) => comment.deleted_at === null && comment.send_at === undefined,
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setMissing(chosen.size === 0);
    if (chosen.size === 0) return;
    const ids = comments.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
    const params = { path: { ticket: ticket.number }, header: { 'Idempotency-Key': newIdempotencyKey() } };
    const body = { comment_ids: ids, ...(title.trim() === '' ? {} : { title: title.trim() }) };
    void attempt(async () => {
      const { number } = await answerOf(api.POST('/api/v1/tickets/{ticket}/split', { params, body }));
      await queries.invalidateQueries({ queryKey: queryKeys.ticket(ticket.number) });
      confirmByToast(say('split.done', { number }));
      onClose();
      void navigate({ to: '/tickets/$number', params: { number } });
    });
  };
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <Dialog title={say('split.title')} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p>{say('split.effect', { name: ticket.requester.name })}</p>
        {comments.length === 0 ? <p role="status">{say('split.nothing')}</p> : null}
        <fieldset className={styles['comments']}>
          <legend>{say('split.which')}</legend>
          {conversation.hasEarlier ? (
            <Button isSmall isPending={conversation.isLoadingEarlier} onClick={conversation.showEarlier}>
              {say('ticket.earlier')}
            </Button>
          ) : null}
          {comments.map((comment, index) => (
            <label key={comment.id}>
              <input
                type="checkbox"
                autoFocus={index === 0}
                checked={chosen.has(comment.id)}
                onChange={() => toggle(comment.id)}
              />
              <span>
                <b dir="auto">{comment.author.name}</b> <Moment at={comment.created_at} />
                {comment.is_internal ? <Icon name="lock" /> : null}
                <span className={styles['excerpt']} dir="auto">
                  {comment.body}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field
          label={say('split.subject')}
          dir="auto"
          maxLength={200}
          value={title}
          error={problem ?? (isMissing ? say('split.missing') : undefined)}
          onChange={({ target }) => setTitle(target.value)}
        />
        <p className={styles['actions']}>
          <Button kind="quiet" onClick={onClose}>
            {say('move.back')}
          </Button>
          <Button type="submit" kind="primary" isPending={isPending}>
            {say('split.split', { count: chosen.size })}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
