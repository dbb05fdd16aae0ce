import { ProblemError } from '../../../app/api.js';
import { useSay } from '../../../texts/use-texts.js';
import styles from './kit.module.css';

/** Why something was refused, where it was tried. */
export function Fault({
  error,
  hasInputs = true,
}: {
  readonly error: Error | null;
  /** False if there are no inputs at which the single faults are shown. */
  readonly hasInputs?: boolean;
}) {
  const say = useSay();
  if (error === null) return null;
  return (
    <p role="alert" className={styles['fault']}>
      {error instanceof ProblemError ? error.problem.detail : say('app.unreachable')}
      {hasInputs ? null : faultsOf(error).map(({ path, message }) => ` ${path}: ${message}.`)}
    </p>
  );
}

const faultsOf = (error: Error) => (error instanceof ProblemError ? (error.problem.errors ?? []) : []);
