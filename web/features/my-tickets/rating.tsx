import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api, ProblemError } from '../../app/api.js';
import { queryKeys } from '../../app/query-keys.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import styles from './after-solution.module.css';

const SCORES = [1, 2, 3, 4, 5] as const;
const MAX_COMMENT_LENGTH = 2_000;

/** How satisfied the requester is. The newest answer counts. */
export function Rating({ ticket }: { readonly ticket: Schemas['Ticket'] }) {
  const say = useSay();
  const queries = useQueryClient();
  const [score, setScore] = useState(ticket.satisfaction?.score);
  const [comment, setComment] = useState(ticket.satisfaction?.comment ?? '');
  const rate = useMutation({
    mutationFn: (chosen: number) =>
      answerOf(
        api.PUT('/api/v1/tickets/{ticket}/satisfaction', {
          params: { path: { ticket: ticket.number } },
          body: { score: chosen, comment: comment.trim() === '' ? null : comment.trim() },
        }),
      ),
    onSuccess: (after) => queries.setQueryData(queryKeys.ticketHead(ticket.number), after),
  });
  const isAnswered = rate.isSuccess;
  return (
    <form
      className={styles['card']}
      aria-labelledby="rating-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (score !== undefined) rate.mutate(score);
      }}
    >
      <fieldset className={styles['stars']}>
        <legend id="rating-title">{say('rating.title')}</legend>
        {SCORES.map((each) => (
          <label key={each} className={styles['star']} data-is-on={each <= (score ?? 0)}>
            <input
              type="radio"
              name="score"
              value={each}
              checked={score === each}
              onChange={() => {
                setScore(each);
                rate.reset();
              }}
            />
            <Icon name="star" />
            <span className={styles['score']}>{say(`rating.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {score === undefined || isAnswered ? null : (
        <>
          <TextArea
            label={say('rating.comment')}
            dir="auto"
            rows={2}
            maxLength={MAX_COMMENT_LENGTH}
            value={comment}
            error={rate.error === null ? undefined : explain(rate.error, say('app.unreachable'))}
            onChange={({ target }) => setComment(target.value)}
          />
          <span>
            <Button type="submit" isPending={rate.isPending}>
              {say('rating.send')}
            </Button>
          </span>
        </>
      )}
      <p role="status" className={styles['muted']}>
        {isAnswered ? say('rating.thanks') : ''}
      </p>
    </form>
  );
}

function explain(error: Error, unreachable: string): string {
  return error instanceof ProblemError ? error.problem.detail : unreachable;
}
