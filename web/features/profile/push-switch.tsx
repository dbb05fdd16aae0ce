import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { canPush, switchPushOff, switchPushOn } from './browser-push.js';
import styles from './profile.module.css';
import { pushQuery } from './queries.js';
import { Outcome } from './section.js';

/** Switches Web Push of this browser. Nothing is shown where the server has no keys, or the browser cannot. */
export function PushSwitch() {
  const say = useSay();
  const queries = useQueryClient();
  const { data } = useQuery({ ...pushQuery, enabled: canPush() });
  const here = data?.push_subscriptions.find(({ is_this_session: isHere }) => isHere);
  const publicKey = data?.public_key ?? null;
  const change = useMutation({
    mutationFn: async () => {
      if (here === undefined) return publicKey === null || (await switchPushOn(publicKey));
      await switchPushOff(here.id);
      return true;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: pushQuery.queryKey }),
  });
  if (publicKey === null) return null;
  const isBlocked = change.data === false;
  return (
    <div className={styles['form']}>
      <span className={styles['buttons']}>
        <Button isPending={change.isPending} onClick={() => change.mutate()}>
          {say(here === undefined ? 'profile.push.switch-on' : 'profile.push.switch-off')}
        </Button>
      </span>
      {isBlocked ? (
        <p role="alert" className={styles['fault']}>
          {say('profile.push.blocked')}
        </p>
      ) : null}
      <Outcome error={change.error} done={here === undefined ? null : say('profile.push.is-on')} />
    </div>
  );
}
