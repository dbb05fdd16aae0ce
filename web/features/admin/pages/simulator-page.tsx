import { Page } from '../kit/page.js';
import { useAdminSay } from '../texts/texts.js';
import { Trial } from './trial.js';

/** Runs tickets of the past through any policy and calendar. Nothing is changed. */
export function SimulatorPage() {
  const t = useAdminSay();
  return (
    <Page title={t('simulator')}>
      <Trial />
    </Page>
  );
}
