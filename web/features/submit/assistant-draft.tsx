import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../src/client/client.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { Field, Select, TextArea } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { categoriesQuery } from '../ticket-parts/choices.js';
import { PriorityChoice } from './priority-choice.js';
import { SendFault, useSendTicket } from './send-ticket.js';
import styles from './submit.module.css';
import { SuggestionList } from './suggestions.js';

interface Props {
  readonly conversation: Schemas['TicketConversation'];
  readonly edits: Partial<Schemas['TicketDraft']>;
  readonly onEdit: (part: Partial<Schemas['TicketDraft']>) => void;
  readonly desk: string;
  readonly clear: () => void;
  readonly onAgain: () => void;
}

/** What the assistant has understood, on grey. The person corrects it, and sends it. */
export function AssistantDraft({ conversation, edits, onEdit, desk, clear, onAgain }: Props) {
  const say = useSay();
  const categories = useQuery(categoriesQuery);
  const draft = { ...conversation.draft, ...edits };
  const { send, isSending, faults, problem } = useSendTicket(clear);
  const path = `/api/v1/tickets/ai/${conversation.conversation_id}/confirm`;
  return (
    <>
      <SuggestionList articles={conversation.articles} tickets={conversation.duplicates} />
      <form
        className={styles['ai']}
        aria-labelledby="assistant-draft"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSending) send({ path, body: draft });
        }}
      >
        <h2 id="assistant-draft">
          <Icon name="spark" />
          {say('assistant.draft')}
        </h2>
        <p className={styles['muted']}>{say('assistant.draft.hint')}</p>
        <Field
          label={say('submit.line')}
          name="title"
          dir="auto"
          required
          minLength={3}
          maxLength={200}
          value={draft.title}
          error={faults['title']}
          onChange={({ target }) => onEdit({ title: target.value })}
        />
        <TextArea
          label={say('submit.details')}
          name="description"
          dir="auto"
          rows={5}
          required
          maxLength={20_000}
          value={draft.description}
          error={faults['description']}
          onChange={({ target }) => onEdit({ description: target.value })}
        />
        <PriorityChoice
          value={draft.priority === 'urgent' ? 'high' : draft.priority}
          onChange={(priority) => {
            if (priority !== '') onEdit({ priority });
          }}
        />
        <Select
          label={say('submit.category')}
          name="category"
          value={draft.category}
          options={(categories.data ?? []).map(({ key, label }) => ({ value: key, label }))}
          onChange={({ target }) => onEdit({ category: target.value })}
        />
        <SendFault problem={problem} />
        <span className={styles['buttons']}>
          <Button kind="primary" type="submit" icon="send" isPending={isSending}>
            {say('submit.send', { desk })}
          </Button>
          <Button kind="quiet" onClick={onAgain}>
            {say('assistant.again')}
          </Button>
        </span>
      </form>
    </>
  );
}
