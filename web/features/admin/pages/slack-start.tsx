import styles from '../kit/kit.module.css';
import { Card } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';

const NEW_APP = 'https://api.slack.com/apps?new_app=1';

/** What to do in Slack before a workspace can be connected. */
export function SlackStart() {
  const t = useAdminSay();
  return (
    <div className={styles['narrow']}>
      <Card title={t('slack.start')}>
        <ol className={styles['steps']}>
          <li>
            {t('slack.start.app')}{' '}
            <a href={NEW_APP} target="_blank" rel="noreferrer">
              api.slack.com/apps
            </a>
          </li>
          <li>{t('slack.start.manifest', { file: 'deploy/slack/manifest.yaml', host: location.host })}</li>
          <li>{t('slack.start.install')}</li>
          <li>{t('slack.start.connect')}</li>
          <li>{t('slack.start.channel')}</li>
        </ol>
      </Card>
    </div>
  );
}
