import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.js';
import styles from '../profile.module.css';
import { CopyButton } from './copy-button.js';
import { useFactorSay } from './texts/texts.js';

/** The recovery codes, which the server shows once. */
export function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  const t = useFactorSay();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone. Screen readers go on here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles['form']}>
      <h3 ref={heading} tabIndex={-1}>
        {t('factor.codes')}
      </h3>
      <p>{t('factor.codes.once')}</p>
      <ul className={styles['codes']}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <span className={styles['buttons']}>
        <CopyButton label={t('factor.copy-codes')} text={codes.join('\n')} />
        <Button kind="primary" onClick={onKept}>
          {t('factor.kept')}
        </Button>
      </span>
    </div>
  );
}
