import { useState, type SyntheticEvent } from 'react';
import { ProblemError } from '../../app/api.js';
import { requestCode, signIn, type Me, type Proof } from '../../app/session.js';
import type { Say } from '../../texts/texts.js';
import { useSay } from '../../texts/use-texts.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import styles from './sign-in.module.css';

type Step =
  | { readonly kind: 'password' }
  | { readonly kind: 'code' }
  | { readonly kind: 'factor'; readonly token: string };

interface Props {
  /** Where the address is known already: the session of this person has ended. */
  readonly knownEmail?: string;
  /** Where the password was right already, and the code of the app is missing. */
  readonly factorToken?: string | undefined;
  readonly onSignedIn: (me: Me) => void;
}

/** Signs in with a password, a mailed code, and a second factor where the account has one. */
export function SignInForm({ knownEmail, factorToken, onSignedIn }: Props) {
  const say = useSay();
  const [email, setEmail] = useState(knownEmail ?? '');
  const [secret, setSecret] = useState('');
  const [step, setStep] = useState<Step>(
    factorToken === undefined ? { kind: 'password' } : { kind: 'factor', token: factorToken },
  );
  const [error, setError] = useState<string>();
  const [isPending, setPending] = useState(false);

  const attempt = async (run: () => Promise<void>) => {
    setPending(true);
    setError(undefined);
    try {
      await run();
    } catch (fault) {
      setError(explain(fault, step, say));
    } finally {
      setPending(false);
    }
  };
  const goTo = (next: Step) => {
    setSecret('');
    setError(undefined);
    setStep(next);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isPending) return;
    void attempt(async () => {
      const outcome = await signIn(proofOf(step, email, secret));
      if ('me' in outcome) onSignedIn(outcome.me);
      else goTo({ kind: 'factor', token: outcome.factorToken });
    });
  };
  const sendCode = () =>
    void attempt(async () => {
      await requestCode(email);
      goTo({ kind: 'code' });
    });

  return (
    <form className={styles['form']} onSubmit={submit} aria-busy={isPending}>
      {step.kind === 'factor' ? null : (
        <Field
          label={say('sign-in.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          readOnly={knownEmail !== undefined}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      )}
      {step.kind === 'password' ? (
        <Field
          label={say('sign-in.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={secret}
          error={error}
          onChange={(event) => setSecret(event.target.value)}
        />
      ) : (
        <Field
          key={step.kind}
          label={say(step.kind === 'code' ? 'sign-in.code' : 'sign-in.factor')}
          hint={say(step.kind === 'code' ? 'sign-in.code.hint' : 'sign-in.factor.hint')}
          name="code"
          inputMode={step.kind === 'code' ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          autoFocus
          required
          value={secret}
          error={error}
          onChange={(event) => setSecret(event.target.value)}
        />
      )}
      <Button kind="primary" type="submit" isWide isPending={isPending}>
        {say('sign-in.button')}
      </Button>
      {step.kind === 'password' ? (
        <Button
          kind="quiet"
          icon="mail"
          isWide
          isPending={isPending}
          isDisabled={!email.includes('@')}
          onClick={sendCode}
        >
          {say('sign-in.send-code')}
        </Button>
      ) : (
        <Button kind="quiet" isWide onClick={() => goTo({ kind: 'password' })}>
          {say('sign-in.with-password')}
        </Button>
      )}
    </form>
  );
}

function proofOf(step: Step, email: string, secret: string): Proof {
  switch (step.kind) {
    case 'password':
      return { email, password: secret };
    case 'code':
      return { email, otp: secret.trim() };
    case 'factor':
      return { factor_token: step.token, code: secret.trim() };
  }
}

function explain(fault: unknown, step: Step, say: Say): string {
  if (!(fault instanceof ProblemError)) return say('app.unreachable');
  const { code, detail } = fault.problem;
  if (code === 'too_many_requests') return say('sign-in.too-many');
  if (code === 'unauthenticated' || code === 'invalid_input') {
    return say(step.kind === 'password' ? 'sign-in.wrong' : 'sign-in.wrong-code');
  }
  return detail;
}
