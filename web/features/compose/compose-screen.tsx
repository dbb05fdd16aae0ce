import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { keptValue } from '../../app/kept-value.js';
import { useMe } from '../../app/me.js';
import { DRAFTS } from '../../app/session.js';
import { useSay } from '../../texts/use-texts.js';
import { Button, Keys } from '../../ui/button.js';
import { classes } from '../../ui/classes.js';
import { Field, TextArea } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { TopBar } from '../../ui/top-bar.js';
import { useTitle } from '../../ui/use-title.js';
import { modKeys } from '../../app/actions/platform.js';
import { useActions } from '../../app/actions/registry.js';
import { AttachButtons, useFileTarget } from '../files/attach.js';
import fileStyles from '../files/files.module.css';
import { UploadList } from '../files/upload-list.js';
import { mustWait } from '../files/uploads.js';
import { useUploads } from '../files/use-uploads.js';
import { fieldsOf } from '../submit/kept-form.js';
import { fieldsQuery } from '../ticket-parts/choices.js';
import styles from './compose.module.css';
import { EMPTY_TICKET, isEmptyTicket, missingIn, type NewTicket } from './new-ticket.js';
import { RequesterField } from './requester-field.js';
import { TicketProperties } from './ticket-properties.js';
import { useCreate } from './use-create.js';

/** A new ticket by staff: for a person on the phone or at the counter, or for themselves. */
export function ComposeScreen() {
  const say = useSay();
  const { form, change, clear } = useKeptTicket();
  const { uploads, files } = useUploads('compose');
  const target = useFileTarget(uploads);
  const [isChecked, setChecked] = useState(false);
  const asked = fieldsOf(useQuery(fieldsQuery).data ?? [], form.category, { isStaff: true });
  const { create, isPending, problem, faults } = useCreate();
  const missing = missingIn(form, asked);
  const isWaiting = mustWait(files);
  useTitle(say('compose.title'));
  const submit = (form_: HTMLFormElement | null) => {
    if (isPending) return;
    setChecked(true);
    const [first] = missing;
    if (first !== undefined) {
      form_?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
      return;
    }
    if (isWaiting) return;
    create({
      form,
      asked,
      files,
      onCreated: () => {
        clear();
        uploads.take();
      },
    });
  };
  useActions([
    {
      id: 'compose.send',
      name: 'compose.create',
      keys: 'mod+Enter',
      icon: 'send',
      perform: () => submit(document.querySelector<HTMLFormElement>('#compose')),
    },
  ]);
  const errorOf = (name: string, path = name) =>
    isChecked && missing.includes(name)
      ? say(name === 'title' ? 'submit.missing.title' : 'submit.missing.other')
      : faults[path];
  return (
    <>
      <TopBar title={say('compose.title')} />
      <form
        id="compose"
        className={classes(styles['screen'], target.isOver && fileStyles['drop'])}
        noValidate
        aria-busy={isPending}
        onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
        {...target.handlers}
      >
        <div className={styles['main']}>
          <RequesterField
            form={form}
            change={change}
            error={isChecked && missing.includes('requester') ? say('compose.requester.missing') : undefined}
          />
          <Field
            label={say('compose.subject')}
            name="title"
            dir="auto"
            maxLength={200}
            autoComplete="off"
            value={form.title}
            error={errorOf('title')}
            onChange={({ target: { value } }) => change({ title: value })}
          />
          <TextArea
            label={say('compose.description')}
            name="description"
            dir="auto"
            rows={8}
            maxLength={20_000}
            value={form.description}
            error={errorOf('description')}
            onChange={({ target: { value } }) => change({ description: value })}
          />
          <UploadList uploads={uploads} files={files} />
          {problem === null ? null : (
            <p className={styles['fault']} role="alert">
              <Icon name="alert" />
              {say('compose.refused', { reason: problem.detail })}
            </p>
          )}
          {isPending ? (
            <p className={styles['muted']} role="status">
              {say('compose.waiting')}
            </p>
          ) : null}
          {isChecked && isWaiting ? (
            <p className={styles['fault']} role="alert">
              {say('files.wait')}
            </p>
          ) : null}
          <div className={styles['foot']}>
            <AttachButtons target={target} />
            <span className={styles['muted']}>{isEmptyTicket(form) ? '' : say('compose.kept')}</span>
            <Button
              kind="quiet"
              onClick={() => {
                clear();
                setChecked(false);
                files.forEach(({ key }) => uploads.remove(key));
              }}
            >
              {say('submit.clear')}
            </Button>
            <Button kind="primary" type="submit" icon="send" isPending={isPending}>
              {say('compose.create')}
              <Keys keys={modKeys('mod+Enter')} />
            </Button>
          </div>
        </div>
        <TicketProperties form={form} change={change} asked={asked} errorOf={errorOf} />
      </form>
    </>
  );
}

/** What is written, kept in this browser after every key. */
function useKeptTicket() {
  const me = useMe();
  const [kept] = useState(() => keptValue<Partial<NewTicket>>(`${DRAFTS}${me.id}.compose`));
  const [form, setForm] = useState<NewTicket>(() => ({ ...EMPTY_TICKET, ...kept.load() }));
  return {
    form,
    change: (part: Partial<NewTicket>) =>
      setForm((before) => {
        const after = { ...before, ...part };
        kept.keep(isEmptyTicket(after) ? null : after);
        return after;
      }),
    clear: () => {
      kept.keep(null);
      setForm(EMPTY_TICKET);
    },
  };
}
