import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';

/** How an assistant works with a key, by the MCP server. */
export function AssistantHint({ prefix }: { readonly prefix: string }) {
  const t = useAdminSay();
  const address = `${location.origin}/mcp`;
  const header = `Authorization: Bearer ${prefix}…`;
  return (
    <Card title={t('assistant')}>
      <p>{t('assistant.hint')}</p>
      <dl className={styles['facts']}>
        <dt>{t('url')}</dt>
        <dd>
          <code>{address}</code>
        </dd>
        <dt>{t('assistant.header')}</dt>
        <dd>
          <code>{header}</code>
        </dd>
      </dl>
      <p>{t('assistant.command')}</p>
      <pre className={styles['pre']}>
        {`claude mcp add --transport http holdfast ${address} --header "${header}"`}
      </pre>
      <p className={styles['muted']}>
        {t('assistant.development', { address: 'http://127.0.0.1:3001/mcp' })}
      </p>
    </Card>
  );
}
