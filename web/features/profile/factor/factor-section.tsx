import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { answerOf, api } from '../../../app/api.js';
import { LoadError } from '../../../app/frame/screen-states.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useSay } from '../../../texts/use-texts.js';
import { Skeleton } from '../../../ui/blank.js';
import { Banner } from '../../../ui/blocks/banner.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/field.js';
import { Moment } from '../../../ui/moment.js';
import styles from '../profile.module.css';
import { Outcome, Section } from '../section.js';
import { FactorSetUp } from './factor-set-up.js';
import { hasFewCodes, mustSetUp } from './factor-state.js';
import { factorQuery } from './queries.js';
import { RecoveryCodes } from './recovery-codes.js';
import { FactorTexts, useFactorSay } from './texts/texts.js';

/** An authenticator app as a second factor: set up, recovery codes, and removal. */
export function FactorSection() {
  return (
    <FactorTexts>
      <Factor />
    </FactorTexts>
  );
}

function Factor() {
  const say = useSay();
  const t = useFactorSay();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(factorQuery);
  // They are shown until the person has kept them, although the factor is on by then.
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const onConfirmed = (shownOnce: readonly string[]) => {
    setCodes(shownOnce);
    // Other sessions have ended. Where the factor is required, everything else is allowed from now on.
    void queries.invalidateQueries();
  };
  return (
    <Section title={t('factor.title')} hint={t('factor.hint')}>
      {codes !== null ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : data === undefined ? (
        error === null ? (
          <Skeleton rows={2} label={say('app.loading')} />
        ) : (
          <LoadError error={error} onRetry={() => void refetch()} />
        )
      ) : data.added_at === null ? (
        <>
          {mustSetUp(data) ? (
            <Banner tone="warning" icon="lock">
              {t('factor.required')}
            </Banner>
          ) : null}
          <FactorSetUp onConfirmed={onConfirmed} />
        </>
      ) : (
        <Added factor={data} addedAt={data.added_at} />
      )}
    </Section>
  );
}

function Added({
  factor: { recovery_codes_left: left },
  addedAt,
}: {
  readonly factor: Schemas['SecondFactor'];
  readonly addedAt: string;
}) {
  const t = useFactorSay();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const remove = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/auth/factors/totp/remove', { body: { code: code.trim() } })),
    onSuccess: async () => {
      confirmByToast(t('factor.removed'));
      await queries.invalidateQueries();
    },
  });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate();
      }}
    >
      <p>
        {t('factor.since')} <Moment at={addedAt} />. {t('factor.left', { count: left })}{' '}
        {hasFewCodes(left) ? t('factor.few') : null}
      </p>
      <Field
        label={t('factor.remove-code')}
        autoComplete="one-time-code"
        required
        minLength={6}
        maxLength={40}
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
      <span>
        <Button type="submit" isPending={remove.isPending}>
          {t('factor.remove')}
        </Button>
      </span>
      <Outcome error={remove.error} done={null} />
    </form>
  );
}
