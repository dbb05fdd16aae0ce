import { Banner } from '../../../ui/blocks/banner.js';
import { Button } from '../../../ui/button.js';
import styles from '../kit/kit.module.css';
import { useAdminSay } from '../texts/texts.js';

/** A secret that the server shows once. */
export function SecretOnce({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const t = useAdminSay();
  return (
    <div className={styles['stack']}>
      <Banner tone="warning" icon="key">
        {t('secret.once')}
      </Banner>
      <output className={styles['secret']} aria-label={t('secret')}>
        {secret}
      </output>
      <span className={styles['buttons']}>
        <Button icon="clip" onClick={() => void navigator.clipboard.writeText(secret)}>
          {t('copy')}
        </Button>
        <Button kind="primary" onClick={onDone}>
          {t('secret.kept')}
        </Button>
      </span>
    </div>
  );
}
