import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { useActions } from '../../../app/actions/registry.js';
import { answerOf, api, ProblemError } from '../../../app/api.js';
import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import styles from './composer.module.css';

type State = Schemas['ReplyDraft'] | 'closed' | 'loading' | { readonly failed: string };

/** A draft of the AI with numbered sources. It is shown when it is asked for, and inserted only by the person. */
export function Suggestion({
  number,
  onInsert,
}: {
  readonly number: string;
  readonly onInsert: (text: string) => void;
}) {
  const say = useSay();
  const [state, setState] = useState<State>('closed');
  const ask = async () => {
    setState('loading');
    try {
      const params = { path: { ticket: number } };
      setState(await answerOf(api.POST('/api/v1/tickets/{ticket}/ai/reply', { params, body: {} })));
    } catch (error) {
      setState({ failed: error instanceof ProblemError ? error.message : say('app.unreachable') });
    }
  };
  const draft = typeof state === 'object' && 'draft' in state ? state : null;
  const insert = () => {
    if (draft === null) return;
    onInsert(draft.draft);
    setState('closed');
  };
  useActions([
    {
      id: 'ticket.suggest',
      name: 'suggestion.ask',
      icon: 'spark',
      visible: () => draft === null,
      perform: () => void ask(),
    },
    {
      id: 'ticket.insert',
      name: 'suggestion.insert',
      keys: 'alt+s',
      icon: 'spark',
      visible: () => draft !== null,
      perform: insert,
    },
  ]);
  if (draft === null) {
    return (
      <p className={styles['ask']}>
        <Button isSmall kind="quiet" icon="spark" isPending={state === 'loading'} onClick={() => void ask()}>
          {say('suggestion.ask')}
        </Button>
        {typeof state === 'object' && 'failed' in state ? <span role="alert">{state.failed}</span> : null}
      </p>
    );
  }
  return (
    <section className={styles['ai']} aria-label={say('suggestion.title')}>
      <p className={styles['aiHead']}>
        <Icon name="spark" />
        <b>{say('suggestion.title')}</b>
        <span>{say('suggestion.sources', { count: draft.sources.length })}</span>
        <Button
          isSmall
          kind="quiet"
          icon="x"
          aria-label={say('suggestion.close')}
          onClick={() => setState('closed')}
        />
      </p>
      <p className={styles['aiText']} dir="auto">
        {draft.draft}
      </p>
      <ol className={styles['sources']}>
        {draft.sources.map((source, index) => (
          <li key={source.id}>
            {index + 1} <Icon name={source.type === 'article' ? 'book' : 'circlecheck'} />
            {source.number === null ? (
              source.title
            ) : (
              <Link to="/tickets/$number" params={{ number: source.number }}>
                {source.title}
              </Link>
            )}
          </li>
        ))}
      </ol>
      <Button isSmall onClick={insert}>
        {say('suggestion.insert')}
      </Button>
    </section>
  );
}
