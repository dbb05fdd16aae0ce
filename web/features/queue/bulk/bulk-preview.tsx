import { useSay } from '../../../texts/use-texts.js';
import { Button } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { Link } from '@tanstack/react-router';
import styles from './bulk-bar.module.css';
import type { Bulk } from './use-bulk.js';

const SHOWN = 5;

/** What the change would cause for all tickets together: how many change, who gets a mail, and what is refused. */
export function BulkPreview({ bulk, count }: { readonly bulk: Bulk; readonly count: number }) {
  const say = useSay();
  const { preview = [], isPreviewing, job } = bulk;
  const of = (outcome: (typeof preview)[number]['outcome']) =>
    preview.filter((result) => result.outcome === outcome);
  const [changed, same, refused] = [of('changed'), of('unchanged'), of('refused')];
  const mails = new Map<string, number>();
  for (const { kind, recipient } of preview.flatMap((result) => result.mails)) {
    const words = say('whatif.mail', { kind: say(`mail.${kind}`), name: recipient.name });
    mails.set(words, (mails.get(words) ?? 0) + 1);
  }
  const lines = [...mails].map(([words, times]) => (times === 1 ? words : `${words} × ${times}`));
  return (
    <div className={styles['preview']} role="group" aria-label={say('bulk.title', { count })}>
      <p className={styles['title']}>
        <Icon name="eye" />
        <b>{say('bulk.title', { count })}</b>
        <span>{say('whatif.not-saved')}</span>
      </p>
      <dl aria-busy={isPreviewing}>
        <div>
          <dt>{say('bulk.changes')}</dt>
          <dd>
            <span role="status">
              {isPreviewing ? '…' : say('queue.tickets', { count: changed.length })}
              {same.length === 0 ? null : `, ${say('bulk.same', { count: same.length })}`}
            </span>
          </dd>
        </div>
        <div>
          <dt>{say('bulk.mails')}</dt>
          <dd>
            {lines.length === 0 ? say('whatif.no-mails') : lines.slice(0, SHOWN).join(', ')}
            {lines.length <= SHOWN ? null : ` ${say('bulk.more-refused', { count: lines.length - SHOWN })}`}
          </dd>
        </div>
        {refused.length === 0 ? null : (
          <div>
            <dt>{say('bulk.refused')}</dt>
            <dd>
              <ul>
                {refused.slice(0, SHOWN).map(({ number, detail }) => (
                  <li key={number}>
                    <Link to="/tickets/$number" params={{ number }}>
                      {number}
                    </Link>
                    : {detail}
                  </li>
                ))}
                {refused.length <= SHOWN ? null : (
                  <li>{say('bulk.more-refused', { count: refused.length - SHOWN })}</li>
                )}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      <p className={styles['actions']}>
        <Button
          kind="primary"
          isPending={job !== null || isPreviewing}
          isDisabled={changed.length === 0}
          onClick={bulk.apply}
        >
          {say('bulk.apply', { count: changed.length })}
        </Button>
        <Button kind="quiet" onClick={bulk.forget}>
          {say('bulk.forget')}
        </Button>
      </p>
    </div>
  );
}
