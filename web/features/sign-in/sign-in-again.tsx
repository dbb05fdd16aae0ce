import type { Me } from '../../app/session.js';
import { useSay } from '../../texts/use-texts.js';
import { Dialog } from '../../ui/dialog.js';
import { SignInForm } from './sign-in-form.js';
import styles from './sign-in.module.css';

/** Over the page of a person whose session has ended: what they wrote stays below. */
export function SignInAgain({
  email,
  onSignedIn,
}: {
  readonly email: string;
  readonly onSignedIn: (me: Me) => void;
}) {
  const say = useSay();
  return (
    <Dialog title={say('sign-in.again')} isDismissable={false} onClose={() => undefined}>
      <div className={styles['again']}>
        <p className={styles['muted']}>{say('sign-in.again.hint')}</p>
        <SignInForm knownEmail={email} onSignedIn={onSignedIn} />
      </div>
    </Dialog>
  );
}
