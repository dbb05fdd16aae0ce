import { ProblemError } from '../../../app/api.js';
import { useSay } from '../../../texts/use-texts.js';
import styles from './kit.module.css';

/** Why something was refused, where it was tried. */
export function Fault({ error }: { readonly error: Error | null }) {
  const say = useSay();
  if (error === null) return null;
  return (
    <p role="alert" className={styles['fault']}>
      {error instanceof ProblemError ? error.problem.detail : say('app.unreachable')}
    </p>
  );
}
