import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { useMe } from '../../../app/me.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/field.js';
import styles from '../profile.module.css';
import { Outcome } from '../section.js';
import { CopyButton } from './copy-button.js';
import { groupedKey } from './factor-state.js';
import { useFactorSay } from './texts/texts.js';

const MAX_PASSWORD_LENGTH = 1_024;

/** The password, then the key for the app, then a code that the app makes of it. */
export function FactorSetUp({
  onConfirmed,
}: {
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}) {
  const [proposed, setProposed] = useState<Schemas['ProposedFactor'] | null>(null);
  return proposed === null ? (
    <Password onProposed={setProposed} />
  ) : (
    <Confirm proposed={proposed} onConfirmed={onConfirmed} onAgain={() => setProposed(null)} />
  );
}

function Password({ onProposed }: { readonly onProposed: (proposed: Schemas['ProposedFactor']) => void }) {
  const t = useFactorSay();
  const me = useMe();
  const [password, setPassword] = useState('');
  const propose = useMutation({
    mutationFn: () => {
      const body = password === '' ? {} : { current_password: password };
      return answerOf(api.POST('/api/v1/auth/factors/totp', { body }));
    },
    onSuccess: onProposed,
    // The key is kept nowhere but on the screen.
    gcTime: 0,
  });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate();
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={me.email} />
      <Field
        label={t('factor.password')}
        hint={t('factor.password.hint')}
        type="password"
        autoComplete="current-password"
        maxLength={MAX_PASSWORD_LENGTH}
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <span>
        <Button type="submit" isPending={propose.isPending}>
          {t('factor.start')}
        </Button>
      </span>
      <Outcome error={propose.error} done={null} />
    </form>
  );
}

function Confirm({
  proposed: { secret, otpauth_uri: uri },
  onConfirmed,
  onAgain,
}: {
  readonly proposed: Schemas['ProposedFactor'];
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
  readonly onAgain: () => void;
}) {
  const t = useFactorSay();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/api/v1/auth/factors/totp/confirm', { body: { code: code.trim() } })),
    onSuccess: ({ recovery_codes: codes }) => onConfirmed(codes),
    gcTime: 0,
  });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p>{t('factor.secret.hint')}</p>
      <output className={styles['key']} aria-label={t('factor.secret')}>
        {groupedKey(secret)}
      </output>
      <span className={styles['buttons']}>
        <CopyButton label={t('factor.copy-key')} text={secret} />
        <a href={uri}>{t('factor.open')}</a>
      </span>
      <Field
        label={t('factor.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        required
        minLength={6}
        maxLength={40}
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
      <span className={styles['buttons']}>
        <Button kind="primary" type="submit" isPending={confirm.isPending}>
          {t('factor.confirm')}
        </Button>
        <Button kind="quiet" onClick={onAgain}>
          {t('factor.again')}
        </Button>
      </span>
      <Outcome error={confirm.error} done={null} />
    </form>
  );
}
