import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import styles from './composer.module.css';
import type { Refusal } from './use-send.js';

/** Why nothing was sent, and what to do: read the newer messages, or send anyway. */
export function Guard({
  refusal: { newer, reason },
  canSend,
  onShow,
  onAnyway,
  onDismiss,
}: {
  readonly refusal: Refusal;
  readonly canSend: boolean;
  readonly onShow: () => void;
  readonly onAnyway: () => void;
  readonly onDismiss: () => void;
}) {
  const say = useSay();
  return (
    <div className={styles['guard']} role="alert">
      <Icon name="warn" />
      <p>
        {newer > 0 ? <b>{say('guard.newer', { count: newer })}</b> : reason} {say('guard.safe')}
      </p>
      {newer > 0 ? (
        <>
          <Button onClick={onShow}>{say('guard.show')}</Button>
          <Button kind="quiet" isDisabled={!canSend} onClick={onAnyway}>
            {say('guard.anyway')}
          </Button>
        </>
      ) : (
        <Button kind="quiet" onClick={onDismiss}>
          {say('guard.dismiss')}
        </Button>
      )}
    </div>
  );
}
