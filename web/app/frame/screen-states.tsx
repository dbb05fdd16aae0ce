import type { ErrorComponentProps } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useSay } from '../../texts/use-texts.js';
import { Blank } from '../../ui/blank.js';
import { Button } from '../../ui/button.js';
import { ProblemError } from '../api.js';
import { isOutdated } from '../new-version.js';
import { useStore } from '../store.js';

const FactorHint = lazy(async () => ({
  default: (await import('../../features/profile/factor/factor-hint.js')).FactorHint,
}));

export function NotFound() {
  const say = useSay();
  return (
    <Blank icon="search" title={say('app.not-found')} isPage>
      {say('app.not-found.hint')}
    </Blank>
  );
}

/** A screen that could not be shown. The rest of the console works on. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const say = useSay();
  const outdated = useStore(isOutdated);
  return (
    <LoadError
      error={error}
      title={outdated ? say('app.new-version') : undefined}
      onRetry={outdated ? () => location.reload() : reset}
    />
  );
}

/** In place of content that could not be loaded. */
export function LoadError({
  error,
  title,
  onRetry,
}: {
  readonly error: unknown;
  readonly title?: string | undefined;
  readonly onRetry: () => void;
}): ReactNode {
  const say = useSay();
  if (error instanceof ProblemError && error.problem.code === 'not_found') return <NotFound />;
  const hint = error instanceof ProblemError ? error.problem.detail : say('app.unreachable.hint');
  const isForbidden = error instanceof ProblemError && error.problem.code === 'forbidden';
  return (
    <Blank
      icon="alert"
      isAlert
      title={title ?? say('app.load-failed')}
      action={
        <>
          <Button onClick={onRetry}>{say('app.retry')}</Button>
          {isForbidden ? (
            <Suspense>
              <FactorHint />
            </Suspense>
          ) : null}
        </>
      }
    >
      {hint}
    </Blank>
  );
}
