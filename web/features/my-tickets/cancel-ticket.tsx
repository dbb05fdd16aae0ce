import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import styles from './reply.module.css';
import { moveTicket } from './send-comment.js';

const Dialog = lazy(async () => ({ default: (await import('../../ui/dialog.js')).Dialog }));

/** The person needs no help any longer: it works again, or was a mistake. A cancelled ticket cannot be reopened. */
export function CancelTicket({ number }: { readonly number: string }) {
  const say = useSay();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const cancel = () => {
    setAsking(false);
    const reason = say('my-ticket.cancel');
    void moveTicket(queries, number, 'cancel', { reason }, reason);
  };
  return (
    <>
      <Button icon="check" onClick={() => setAsking(true)}>
        {say('my-ticket.cancel')}
      </Button>
      {isAsking ? (
        <Suspense>
          <Dialog title={say('my-ticket.cancel.title')} onClose={() => setAsking(false)}>
            <div className={styles['ask']}>
              <p>{say('my-ticket.cancel.hint')}</p>
              <span className={styles['buttons']}>
                <Button kind="primary" onClick={cancel}>
                  {say('my-ticket.cancel.yes')}
                </Button>
                <Button kind="quiet" onClick={() => setAsking(false)}>
                  {say('my-ticket.cancel.no')}
                </Button>
              </span>
            </div>
          </Dialog>
        </Suspense>
      ) : null}
    </>
  );
}
