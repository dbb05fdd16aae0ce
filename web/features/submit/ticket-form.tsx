import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { facts } from '../../app/facts.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { classes } from '../../ui/classes.js';
import { Field, Select, TextArea } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { AttachButtons, useFileTarget } from '../files/attach.js';
import fileStyles from '../files/files.module.css';
import { UploadList } from '../files/upload-list.js';
import { fileIds, mustWait } from '../files/uploads.js';
import { useUploads } from '../files/use-uploads.js';
import { CustomFieldInput } from './custom-field-input.js';
import { fieldsOf, missingOf, toNewTicket } from './kept-form.js';
import { PriorityChoice } from './priority-choice.js';
import { categoriesQuery, fieldsQuery } from '../ticket-parts/choices.js';
import { SendFault, useSendTicket } from './send-ticket.js';
import styles from './submit.module.css';
import { Suggestions } from './suggestions.js';
import type { useForm } from './use-form.js';

const MAX_TITLE_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 20_000;

type Props = ReturnType<typeof useForm> & {
  /** The closed ticket that this one follows. */
  readonly after: string | undefined;
};

/** The form, with what may already help below its first line. */
export function TicketForm({ form, change, clear, after }: Props) {
  const say = useSay();
  const categories = useQuery(categoriesQuery);
  const fields = useQuery(fieldsQuery);
  const [isChecked, setChecked] = useState(false);
  const { uploads, files } = useUploads('ask');
  const target = useFileTarget(uploads);
  const { send, isSending, faults, problem } = useSendTicket(() => {
    clear();
    uploads.take();
  });
  const asked = fieldsOf(fields.data ?? [], form.category);
  const missing = isChecked ? missingOf(form, asked) : new Set<string>();
  const errorOf = (name: string, path = name) =>
    missing.has(name) ? say(`submit.missing.${name === 'title' ? 'title' : 'other'}`) : faults[path];
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    setChecked(true);
    const [first] = missingOf(form, asked);
    if (first === undefined) {
      const ticket = { ...toNewTicket(form, asked), file_ids: fileIds(files) };
      if (!mustWait(files)) send(requestOf(ticket, after));
    } else event.currentTarget.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
  };
  return (
    <form
      className={classes(styles['form'], target.isOver && fileStyles['drop'])}
      onSubmit={submit}
      noValidate
      aria-busy={isSending}
      {...(after === undefined ? target.handlers : {})}
    >
      <Field
        label={say('submit.line')}
        name="title"
        dir="auto"
        maxLength={MAX_TITLE_LENGTH}
        autoComplete="off"
        value={form.title}
        error={errorOf('title')}
        onChange={({ target }) => change({ title: target.value })}
      />
      <Suggestions title={form.title} description={form.description} />
      <TextArea
        label={say('submit.details')}
        name="description"
        dir="auto"
        rows={5}
        maxLength={MAX_DESCRIPTION_LENGTH}
        value={form.description}
        error={errorOf('description')}
        onChange={({ target }) => change({ description: target.value })}
      />
      {after === undefined ? (
        <>
          <UploadList uploads={uploads} files={files} />
          <p className={styles['attach']}>
            <AttachButtons target={target} />
            <span className={styles['muted']}>{say('files.attach.hint')}</span>
          </p>
        </>
      ) : null}
      <p className={styles['kept']}>
        <Icon name="check" />
        {say('submit.kept')}
      </p>
      <PriorityChoice value={form.priority} onChange={(priority) => change({ priority })} />
      {categories.data === undefined || after !== undefined ? null : (
        <Select
          label={say('submit.category')}
          name="category"
          value={form.category}
          error={faults['category']}
          options={[
            { value: '', label: say('submit.category.any') },
            ...categories.data.map(({ key, label }) => ({ value: key, label })),
          ]}
          onChange={({ target }) => change({ category: target.value })}
        />
      )}
      {after === undefined
        ? asked.map((each) => (
            <CustomFieldInput
              key={each.field.key}
              asked={each}
              value={form.fields[each.field.key] ?? ''}
              error={errorOf(each.field.key, `custom_fields.${each.field.key}`)}
              onChange={(value) => change({ fields: { ...form.fields, [each.field.key]: value } })}
            />
          ))
        : null}
      {isChecked && mustWait(files) ? <p role="alert">{say('files.wait')}</p> : null}
      <SendFault problem={problem} />
      <span className={styles['buttons']}>
        <Button kind="primary" type="submit" icon="send" isPending={isSending}>
          {say('submit.send', { desk: facts.desk })}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            clear();
            files.forEach(({ key }) => uploads.remove(key));
          }}
        >
          {say('submit.clear')}
        </Button>
      </span>
    </form>
  );
}

/** A follow-up takes category and fields of the ticket that it follows. */
function requestOf(ticket: Schemas['NewTicket'], after: string | undefined) {
  if (after === undefined) return { path: '/api/v1/tickets', body: ticket };
  const { title, description } = ticket;
  return { path: `/api/v1/tickets/${encodeURIComponent(after)}/follow-up`, body: { title, description } };
}
