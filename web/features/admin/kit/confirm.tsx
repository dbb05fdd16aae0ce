import { lazy, Suspense } from 'react';
import { Button } from '../../../ui/button.js';
import { useSay } from '../../../texts/use-texts.js';
import { Fault } from './fault.js';
import styles from './kit.module.css';

const Dialog = lazy(async () => ({ default: (await import('../../../ui/dialog.js')).Dialog }));

/** Asks before something that cannot be taken back by one step. The button names the effect. */
export function Confirm({
  title,
  question,
  isDangerous = false,
  isPending,
  error,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly question: string;
  readonly isDangerous?: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  return (
    <Suspense>
      <Dialog title={title} onClose={onClose}>
        <div className={styles['dialog']}>
          <p>{question}</p>
          <Fault error={error} hasInputs={false} />
          <span className={styles['buttons']}>
            <Button kind={isDangerous ? 'danger' : 'primary'} isPending={isPending} onClick={onConfirm}>
              {title}
            </Button>
            <Button onClick={onClose}>{say('app.cancel')}</Button>
          </span>
        </div>
      </Dialog>
    </Suspense>
  );
}
