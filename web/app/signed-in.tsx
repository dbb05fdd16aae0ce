import { useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { LiveProvider } from '../live/live.js';
import { openOutbox, theOutbox } from './browser-outbox.js';
import { loadAhead } from './load-ahead.js';
import { MeContext } from './me.js';
import { checkVersion } from './new-version.js';
import { createAppRouter } from './router.js';
import { meQuery, type Me } from './session.js';
import { sessionEnded } from './session-state.js';
import { useStore } from './store.js';
import { Toasts } from './toasts.js';

const SignInAgain = lazy(async () => ({
  default: (await import('../features/sign-in/sign-in-again.js')).SignInAgain,
}));

/** Everything behind the sign-in. It stays when the session ends, so that nothing written is lost. */
export function SignedIn({ me }: { readonly me: Me }) {
  const queries = useQueryClient();
  const hasEnded = useStore(sessionEnded);
  const [router] = useState(() => {
    openOutbox(me.id);
    return createAppRouter(me);
  });
  useEffect(() => loadAhead(router), [router]);
  const onReturn = () => {
    theOutbox().resume();
    void checkVersion();
  };
  const onSignedIn = (person: Me) => {
    // Another person must not see what this one had open.
    if (person.id !== me.id) {
      location.reload();
      return;
    }
    sessionEnded.set(false);
    queries.setQueryData(meQuery.queryKey, person);
    void queries.invalidateQueries();
    theOutbox().resume();
  };
  return (
    <MeContext value={me}>
      <LiveProvider isPaused={hasEnded} onReturn={onReturn}>
        <RouterProvider router={router} />
      </LiveProvider>
      <Toasts />
      {hasEnded ? (
        <Suspense>
          <SignInAgain email={me.email} onSignedIn={onSignedIn} />
        </Suspense>
      ) : null}
    </MeContext>
  );
}
