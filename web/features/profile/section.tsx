import { useId, type ReactNode } from 'react';
import { ProblemError } from '../../app/api.js';
import { useSay } from '../../texts/use-texts.js';
import styles from './profile.module.css';

/** A part of the profile with its own button. */
export function Section({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {hint === undefined ? null : <p className={styles['muted']}>{hint}</p>}
      </div>
      {children}
    </section>
  );
}

/** What became of the last attempt, where it was made. */
export function Outcome({ error, done }: { readonly error: Error | null; readonly done: string | null }) {
  const say = useSay();
  return (
    <>
      <p role="status" className={styles['done']}>
        {error === null ? done : null}
      </p>
      {error === null ? null : (
        <p role="alert" className={styles['fault']}>
          {error instanceof ProblemError ? error.problem.detail : say('app.unreachable')}
        </p>
      )}
    </>
  );
}
