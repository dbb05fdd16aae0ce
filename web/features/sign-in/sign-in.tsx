import { useState } from 'react';
import { facts } from '../../app/facts.js';
import { signIn, type Me } from '../../app/session.js';
import { isLanguage, LANGUAGE_NAMES } from '../../texts/languages.js';
import { useLanguage, useSay } from '../../texts/use-texts.js';
import { changePreferences } from '../../app/preferences.js';
import { Avatar } from '../../ui/avatar.js';
import { Badge } from '../../ui/badge.js';
import { Icon } from '../../ui/icon.js';
import { SignInForm } from './sign-in-form.js';
import styles from './sign-in.module.css';

/** The page of visitors. The address of the browser stays, so that a link opens after the sign-in. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: (me: Me) => void }) {
  const say = useSay();
  const language = useLanguage();
  const [factorToken, setFactorToken] = useState<string>();
  return (
    <main className={styles['page']}>
      <div className={styles['brand']}>
        <Icon name="anchor" />
        Holdfast
      </div>
      <div>
        <h1>{say('sign-in.title', { desk: facts.desk })}</h1>
        <p className={styles['muted']}>{say('sign-in.lead')}</p>
      </div>
      <SignInForm key={factorToken} factorToken={factorToken} onSignedIn={onSignedIn} />
      {facts.accounts.length > 0 ? (
        <DemoAccounts onSignedIn={onSignedIn} onFactorNeeded={setFactorToken} />
      ) : null}
      <label className={styles['language']}>
        {say('app.language')}
        <select
          value={language}
          onChange={({ target }) =>
            changePreferences({ language: isLanguage(target.value) ? target.value : null })
          }
        >
          {Object.entries(LANGUAGE_NAMES).map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </main>
  );
}

/** One click for each account of a development system. */
function DemoAccounts({
  onSignedIn,
  onFactorNeeded,
}: {
  readonly onSignedIn: (me: Me) => void;
  readonly onFactorNeeded: (token: string) => void;
}) {
  const say = useSay();
  const [isFailed, setFailed] = useState(false);
  const enter = async (email: string, password: string) => {
    try {
      const outcome = await signIn({ email, password });
      if ('me' in outcome) onSignedIn(outcome.me);
      else onFactorNeeded(outcome.factorToken);
    } catch {
      setFailed(true);
    }
  };
  return (
    <section className={styles['demo']} aria-label={say('sign-in.demo')}>
      <h2 className={styles['line']}>
        {say('sign-in.demo')} <Badge>{say('sign-in.demo.only')}</Badge>
      </h2>
      {isFailed ? <p role="alert">{say('sign-in.demo.failed')}</p> : null}
      <ul className={styles['accounts']}>
        {facts.accounts.map(({ email, name, role, password }) => (
          <li key={email}>
            <button type="button" onClick={() => void enter(email, password)}>
              <Avatar name={name} isLarge isSilent />
              <span>
                <b>{name}</b>
                <span>{say(`role.${role}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
