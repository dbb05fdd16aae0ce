import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, openAnswerOf } from '../../app/api.js';
import { useMe } from '../../app/me.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import styles from './profile.module.css';
import { Outcome, Section } from './section.js';

const MAX_LENGTH = 1_024;

/** Another password. It ends all other sessions. An account without one gets a link by mail. */
export function PasswordSection() {
  const say = useSay();
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    // A wrong password answers 401, which ends no session here.
    mutationFn: () =>
      openAnswerOf(
        api.POST('/api/v1/auth/change-password', { body: { current_password: current, new_password: next } }),
      ),
    onSuccess: () => {
      setCurrent('');
      setNext('');
    },
  });
  const mail = useMutation({
    mutationFn: () =>
      openAnswerOf(api.POST('/api/v1/auth/request-password-reset', { body: { email: me.email } })),
  });
  const done = change.isSuccess
    ? say('profile.password.changed')
    : mail.isSuccess
      ? say('profile.password.mailed', { email: me.email })
      : null;
  return (
    <Section title={say('profile.password')} hint={say('profile.password.hint')}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={me.email} />
        <Field
          label={say('profile.password.current')}
          type="password"
          autoComplete="current-password"
          required
          maxLength={MAX_LENGTH}
          value={current}
          onChange={({ target }) => setCurrent(target.value)}
        />
        <Field
          label={say('profile.password.new')}
          type="password"
          autoComplete="new-password"
          required
          maxLength={MAX_LENGTH}
          value={next}
          onChange={({ target }) => setNext(target.value)}
        />
        <span className={styles['buttons']}>
          <Button kind="primary" type="submit" isPending={change.isPending}>
            {say('profile.password.save')}
          </Button>
          <Button icon="mail" isPending={mail.isPending} onClick={() => mail.mutate()}>
            {say('profile.password.mail')}
          </Button>
        </span>
        <Outcome error={change.error ?? mail.error} done={done} />
      </form>
    </Section>
  );
}
