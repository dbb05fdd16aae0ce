import { useState } from 'react';
import { useSay } from '../texts/use-texts.js';
import { ProblemError } from './api.js';

export interface Attempt {
  /** Runs a change once at a time. Returns whether the API has taken it. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<boolean>;
  /** Why the last one was refused, to be shown where it was tried. */
  readonly problem: string | null;
  readonly isPending: boolean;
}

/** For changes that are only there while their dialog is open. What must survive goes through the outbox. */
export function useAttempt(): Attempt {
  const say = useSay();
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const attempt = async (work: () => Promise<unknown>) => {
    if (isPending) return false;
    setPending(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.message : say('app.unreachable'));
      return false;
    } finally {
      setPending(false);
    }
  };
  return { attempt, problem, isPending };
}
