import { lazy, Suspense } from 'react';
import { useSay } from '../../texts/use-texts.js';
import { useTitle } from '../../ui/use-title.js';
import { MailSection } from './mail-section.js';
import { NotificationSection } from './notification-section.js';
import { PasswordSection } from './password-section.js';
import { PersonSection } from './person-section.js';
import { PrivacySection } from './privacy-section.js';
import styles from './profile.module.css';
import { SessionsSection } from './sessions-section.js';

const FactorSection = lazy(async () => ({
  default: (await import('./factor/factor-section.js')).FactorSection,
}));

/** The person's own account: who they are, which mails they get, how they sign in, and what is stored. */
export function ProfileScreen() {
  const say = useSay();
  useTitle(say('profile.title'));
  return (
    <div className={styles['page']}>
      <h1>{say('profile.title')}</h1>
      <PersonSection />
      <MailSection />
      <NotificationSection />
      <PasswordSection />
      <Suspense>
        <FactorSection />
      </Suspense>
      <SessionsSection />
      <PrivacySection />
    </div>
  );
}
