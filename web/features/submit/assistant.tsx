import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { answerOf, api, ProblemError } from '../../app/api.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import { AssistantDraft } from './assistant-draft.js';
import { conversationQuery } from './queries.js';
import styles from './submit.module.css';
import type { useForm } from './use-form.js';

const MAX_LENGTH = 20_000;

type Props = ReturnType<typeof useForm> & { readonly desk: string };

/**
 * The person's own words. The assistant asks at most two questions, then shows what it has understood. Nothing becomes a
 * ticket before the person says so.
 */
export function Assistant({ form, change, clear, desk }: Props) {
  const say = useSay();
  const queries = useQueryClient();
  const conversation = useQuery(conversationQuery(form.conversation));
  const known = form.conversation === null ? undefined : conversation.data;
  const tell = useMutation({
    mutationFn: (text: string) =>
      answerOf(
        api.POST('/api/v1/tickets/ai', {
          body: { text, ...(known === undefined ? {} : { conversation_id: known.conversation_id }) },
        }),
      ),
    onSuccess: (answer) => {
      queries.setQueryData(conversationQuery(answer.conversation_id).queryKey, answer);
      change({ words: '', conversation: answer.conversation_id, edits: {} });
    },
  });
  const startAgain = () => change({ words: '', conversation: null, edits: {} });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = form.words.trim();
    if (text !== '' && !tell.isPending) tell.mutate(text);
  };
  if (form.conversation !== null && known === undefined) {
    if (conversation.isPending) return <p role="status">{say('app.loading')}</p>;
    return (
      <div className={styles['form']} role="alert">
        <p>{say('assistant.gone')}</p>
        <span>
          <Button onClick={startAgain}>{say('assistant.again')}</Button>
        </span>
      </div>
    );
  }
  const isAsking = known?.state === 'asking' && known.questions.length > 0;
  return (
    <div className={styles['form']}>
      {known === undefined || isAsking ? (
        <form className={styles['form']} onSubmit={submit} aria-busy={tell.isPending}>
          {isAsking ? (
            <div role="status">
              <p>{say('assistant.asks')}</p>
              <ol className={styles['questions']}>
                {known.questions.map((question) => (
                  <li key={question} dir="auto">
                    {question}
                  </li>
                ))}
              </ol>
            </div>
          ) : null}
          <TextArea
            // Another question is another field: the caret goes there.
            key={known?.questions.join('\n') ?? ''}
            label={say(isAsking ? 'assistant.answer' : 'assistant.words')}
            name="words"
            dir="auto"
            rows={isAsking ? 3 : 6}
            maxLength={MAX_LENGTH}
            autoFocus={isAsking}
            value={form.words}
            hint={say('submit.kept')}
            error={tell.error === null ? undefined : explain(tell.error, say('assistant.away'))}
            onChange={({ target }) => change({ words: target.value })}
          />
          <span className={styles['buttons']}>
            <Button kind="primary" type="submit" icon="send" isPending={tell.isPending}>
              {say(isAsking ? 'assistant.send-answer' : 'assistant.tell')}
            </Button>
            {tell.error === null ? null : (
              <Button
                onClick={() =>
                  change({
                    way: 'form',
                    description: [form.description, form.words].filter(Boolean).join('\n\n'),
                    words: '',
                  })
                }
              >
                {say('assistant.to-form')}
              </Button>
            )}
          </span>
        </form>
      ) : null}
      {known === undefined ? null : (
        <AssistantDraft
          conversation={known}
          edits={form.edits}
          onEdit={(part) => change({ edits: { ...form.edits, ...part } })}
          desk={desk}
          clear={clear}
          onAgain={startAgain}
        />
      )}
    </div>
  );
}

function explain(error: Error, away: string): string {
  const isAway = !(error instanceof ProblemError) || error.problem.status >= 500;
  return isAway ? away : error.problem.detail;
}
