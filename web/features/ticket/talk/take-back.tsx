import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { answerOf, api, ProblemError, serverNow } from '../../../app/api.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useFormat, useSay } from '../../../texts/use-texts.js';
import { Button, Keys } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import styles from './talk.module.css';

const MINUTE_MS = 60_000;

/** How long until a reply leaves, and the way back until then. */
export function TakeBack({
  ticket,
  comment,
  sendAt,
  canUndo,
  onTakenBack,
}: {
  readonly ticket: Schemas['Ticket'];
  readonly comment: string;
  readonly sendAt: string;
  readonly canUndo: boolean;
  readonly onTakenBack: (text: string) => void;
}) {
  const say = useSay();
  const format = useFormat();
  const queries = useQueryClient();
  const leftMs = useLeft(sendAt);
  const [problem, setProblem] = useState<string | null>(null);
  const undo = async () => {
    const params = { path: { ticket: ticket.number, comment } };
    try {
      const { body, files } = await answerOf(
        api.POST('/api/v1/tickets/{ticket}/comments/{comment}/take-back', { params }),
      );
      onTakenBack(body);
      // Files go with the comment.
      if (files.length > 0) confirmByToast(say('reply.files-gone', { count: files.length }));
    } catch (error) {
      setProblem(error instanceof ProblemError ? say('reply.has-left') : say('reply.not-taken-back'));
    }
    await queries.invalidateQueries({ queryKey: queryKeys.ticket(ticket.number) });
  };
  const canTakeBack = canUndo && leftMs > 0;
  useActions([
    {
      id: `ticket.undo.${comment}`,
      name: 'reply.undo',
      keys: 'z',
      visible: () => canTakeBack,
      perform: () => void undo(),
    },
  ]);
  const { name } = ticket.requester;
  const words =
    leftMs <= 0
      ? say('reply.leaves-now', { name })
      : leftMs < MINUTE_MS
        ? say('reply.leaves', { name, seconds: Math.ceil(leftMs / 1_000) })
        : say('reply.leaves-at', { name, time: format.moment(new Date(sendAt), new Date()) });
  return (
    <div className={styles['delivery']}>
      <Icon name="clock" />
      <span>{words}</span>
      {canTakeBack ? (
        <Button isSmall onClick={() => void undo()}>
          {say('reply.undo')}
          <Keys keys={['Z']} />
        </Button>
      ) : null}
      {problem === null ? null : <span role="alert">{problem}</span>}
    </div>
  );
}

/** The milliseconds until an instant of the server, each second. */
function useLeft(at: string): number {
  const [left, setLeft] = useState(() => Date.parse(at) - serverNow());
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => setLeft(Date.parse(at) - serverNow()), 500);
    return () => clearInterval(timer);
  }, [at, isOver]);
  return left;
}
