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
import styles from './profile.module.css';
import { PushSwitch } from './push-switch.js';
import { notificationChoiceQuery } from './queries.js';
import { Outcome, Section } from './section.js';

type Choice = Schemas['NotificationChoice'];
type Kind = keyof Choice;

const OF_STAFF = ['assigned', 'mentioned', 'answered', 'sla'] as const satisfies readonly Kind[];
const OF_REQUESTERS = ['answered'] as const satisfies readonly Kind[];

/** What the bell tells the person, and whether this browser does while the console is closed. */
export function NotificationSection() {
  const say = useSay();
  const { data, error, refetch } = useQuery(notificationChoiceQuery);
  return (
    <Section title={say('profile.notifications')} hint={say('profile.notifications.hint')}>
      {data !== undefined ? (
        <ChoiceForm choice={data} />
      ) : error === null ? (
        <Skeleton rows={2} label={say('app.loading')} />
      ) : (
        <LoadError error={error} onRetry={() => void refetch()} />
      )}
      <PushSwitch />
    </Section>
  );
}

function ChoiceForm({ choice }: { readonly choice: Choice }) {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(choice);
  const save = useMutation({
    mutationFn: () => answerOf(api.PUT('/api/v1/notifications/settings', { body: chosen })),
    onSuccess: (after) => queries.setQueryData(notificationChoiceQuery.queryKey, after),
  });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className={styles['checks']}>
        <legend className={styles['hidden']}>{say('profile.notifications')}</legend>
        {(isStaff(me) ? OF_STAFF : OF_REQUESTERS).map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={chosen[kind]}
              onChange={({ target }) => setChosen({ ...chosen, [kind]: target.checked })}
            />
            {say(`profile.notifications.${kind}`)}
          </label>
        ))}
      </fieldset>
      <span>
        <Button kind="primary" type="submit" isPending={save.isPending}>
          {say('profile.notifications.save')}
        </Button>
      </span>
      <Outcome error={save.error} done={save.isSuccess ? say('profile.saved') : null} />
    </form>
  );
}
