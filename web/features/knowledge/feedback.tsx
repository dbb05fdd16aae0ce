import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api, ProblemError } from '../../app/api.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { ButtonLink } from '../../ui/button-link.js';
import { TextArea } from '../../ui/field.js';
import styles from './knowledge.module.css';
import { articleQuery } from './queries.js';

const MAX_COMMENT_LENGTH = 2_000;

interface Props {
  readonly article: Schemas['Article'];
  /** True for a reader who is writing a ticket: a good answer saves it. */
  readonly isAsking: boolean;
}

/** Whether the article helped. One who was about to ask need not ask any longer. */
export function Feedback({ article, isAsking }: Props) {
  const say = useSay();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const [isExplaining, setExplaining] = useState(false);
  const rate = useMutation({
    mutationFn: (body: { helpful: boolean; comment?: string }) =>
      answerOf(
        api.POST('/api/v1/knowledge/{article}/feedback', {
          params: { path: { article: article.id } },
          body: { helpful: body.helpful, comment: body.comment ?? null },
        }),
      ),
    onSuccess: (after) => queries.setQueryData(articleQuery(article.id).queryKey, after),
  });
  const said = rate.isSuccess ? rate.variables.helpful : null;
  const fault =
    rate.error === null
      ? undefined
      : rate.error instanceof ProblemError
        ? rate.error.problem.detail
        : say('app.unreachable');
  return (
    <section className={styles['feedback']} aria-labelledby="helped">
      <h2 id="helped">{say(isAsking ? 'knowledge.solved' : 'knowledge.helped')}</h2>
      <div className={styles['buttons']}>
        <Button
          icon="check"
          kind={isAsking ? 'primary' : 'plain'}
          aria-pressed={said === true}
          isPending={rate.isPending}
          onClick={() => {
            setExplaining(false);
            rate.mutate({ helpful: true });
          }}
        >
          {say(isAsking ? 'knowledge.answered' : 'knowledge.yes')}
        </Button>
        <Button
          aria-pressed={said === false}
          isPending={rate.isPending}
          onClick={() => {
            setExplaining(true);
            rate.mutate({ helpful: false });
          }}
        >
          {say('knowledge.no')}
        </Button>
        {isAsking ? <ButtonLink to="/ask">{say('knowledge.still-ask')}</ButtonLink> : null}
      </div>
      {isExplaining && said !== true ? (
        <form
          className={styles['stack']}
          onSubmit={(event) => {
            event.preventDefault();
            if (comment.trim() === '') return;
            rate.mutate({ helpful: false, comment: comment.trim() });
            setExplaining(false);
          }}
        >
          <TextArea
            label={say('knowledge.missing')}
            dir="auto"
            rows={3}
            maxLength={MAX_COMMENT_LENGTH}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
          <span>
            <Button type="submit">{say('knowledge.send')}</Button>
          </span>
        </form>
      ) : null}
      <p role="status" className={styles['muted']}>
        {said === null ? '' : say(said ? 'knowledge.thanks' : 'knowledge.noted')}
      </p>
      {fault === undefined ? null : <p role="alert">{fault}</p>}
    </section>
  );
}
