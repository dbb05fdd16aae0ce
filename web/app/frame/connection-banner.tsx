import { useSyncExternalStore } from 'react';
import { useLiveState } from '../../live/live.js';
import { useSay } from '../../texts/use-texts.js';
import { Banner } from '../../ui/blocks/banner.js';
import { Button } from '../../ui/button.js';
import { theOutbox, useOutboxItems } from '../browser-outbox.js';
import { isOutdated } from '../new-version.js';
import { useStore } from '../store.js';
import styles from './connection-banner.module.css';

function followOnline(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Says that changes do not arrive or leave now, and what waits in the outbox. */
export function ConnectionBanner() {
  const say = useSay();
  const live = useLiveState();
  const isOnline = useSyncExternalStore(followOnline, () => navigator.onLine);
  const items = useOutboxItems();
  const outdated = useStore(isOutdated);
  const isAway = !isOnline || live === 'waiting';
  const refused = items.filter(({ state }) => state === 'refused');
  return (
    <>
      {isAway || items.length > refused.length ? (
        <Banner tone="warning" icon="offline">
          {isAway ? `${say('app.offline')} ` : ''}
          {items.length > refused.length ? say('app.outbox', { count: items.length - refused.length }) : ''}
        </Banner>
      ) : null}
      {refused.map((item) => (
        <Banner
          key={item.key}
          tone="breach"
          icon="alert"
          action={
            <span className={styles['buttons']}>
              <Button isSmall onClick={() => theOutbox().retry(item.key)}>
                {say('app.retry')}
              </Button>
              <Button isSmall kind="quiet" onClick={() => theOutbox().discard(item.key)}>
                {say('app.discard')}
              </Button>
            </span>
          }
        >
          {say('app.outbox.refused', { what: item.label.text, reason: item.refusal ?? '' })}
        </Banner>
      ))}
      {outdated ? (
        <Banner
          icon="refresh"
          action={
            <Button isSmall onClick={() => location.reload()}>
              {say('app.reload')}
            </Button>
          }
        >
          {say('app.new-version')}
        </Banner>
      ) : null}
    </>
  );
}
