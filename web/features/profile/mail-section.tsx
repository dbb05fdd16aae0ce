import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../src/client/client.js';
import { answerOf, api } from '../../app/api.js';
import { LoadError } from '../../app/frame/screen-states.js';
import { useMe } from '../../app/me.js';
import { isStaff } from '../../app/session.js';
import { useSay } from '../../texts/use-texts.js';
import { Skeleton } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import styles from './profile.module.css';
import { mailSettingsQuery } from './queries.js';
import { Outcome, Section } from './section.js';

type Settings = Schemas['Notifications'];
type Kind = keyof Settings['mails'];

const OF_REQUESTERS = ['comments', 'status', 'reminders'] as const satisfies readonly Kind[];
const OF_STAFF = [
  ...OF_REQUESTERS,
  'queue',
  'sla_warnings',
  'escalations',
  'digests',
  'operation',
] as const satisfies readonly Kind[];

/** Which mails the person gets, and when not. */
export function MailSection() {
  const say = useSay();
  const { data, error, refetch } = useQuery(mailSettingsQuery);
  return (
    <Section title={say('profile.mails')} hint={say('profile.mails.hint')}>
      {data !== undefined ? (
        <MailForm settings={data} />
      ) : error === null ? (
        <Skeleton rows={3} label={say('app.loading')} />
      ) : (
        <LoadError error={error} onRetry={() => void refetch()} />
      )}
    </Section>
  );
}

function MailForm({ settings }: { readonly settings: Settings }) {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(settings);
  const save = useMutation({
    mutationFn: () => answerOf(api.PUT('/api/v1/users/me/notifications', { body: chosen })),
    onSuccess: (after) => queries.setQueryData(mailSettingsQuery.queryKey, after),
  });
  const { quiet_hours: quiet } = chosen;
  const edit = (part: Partial<Settings>) => setChosen({ ...chosen, ...part });
  const zone = me.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className={styles['checks']}>
        <legend className={styles['hidden']}>{say('profile.mails')}</legend>
        {(isStaff(me) ? OF_STAFF : OF_REQUESTERS).map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={chosen.mails[kind]}
              onChange={({ target }) => edit({ mails: { ...chosen.mails, [kind]: target.checked } })}
            />
            {say(`profile.mails.${kind}`)}
          </label>
        ))}
        <label>
          <input
            type="checkbox"
            checked={quiet !== null}
            onChange={({ target }) =>
              edit({ quiet_hours: target.checked ? { from: '20:00', to: '07:00', time_zone: zone } : null })
            }
          />
          {say('profile.quiet')}
        </label>
      </fieldset>
      {quiet === null ? null : (
        <div className={styles['pair']}>
          <Field
            label={say('profile.quiet.from')}
            type="time"
            required
            value={quiet.from}
            onChange={({ target }) => edit({ quiet_hours: { ...quiet, from: target.value } })}
          />
          <Field
            label={say('profile.quiet.to')}
            type="time"
            required
            hint={quiet.time_zone.replaceAll('_', ' ')}
            value={quiet.to}
            onChange={({ target }) => edit({ quiet_hours: { ...quiet, to: target.value } })}
          />
        </div>
      )}
      <span>
        <Button kind="primary" type="submit" isPending={save.isPending}>
          {say('profile.save-mails')}
        </Button>
      </span>
      <Outcome error={save.error} done={save.isSuccess ? say('profile.saved') : null} />
    </form>
  );
}
