import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { isLanguage, type Language } from '../texts/languages.js';
import { TextsProvider, useSay } from '../texts/use-texts.js';
import { Blank } from '../ui/blank.js';
import { Button } from '../ui/button.js';
import { preferences } from './preferences.js';
import { meQuery, type Me } from './session.js';
import { useStore } from './store.js';

/** People who are signed in need nothing of it. */
const SignIn = lazy(async () => ({ default: (await import('../features/sign-in/sign-in.js')).SignIn }));

const load = () => import('./signed-in.js');
/** While the server says who is there. Most are signed in, and visitors need it next. */
const loading = load();
loading.catch(() => undefined);
const SignedIn = lazy(async () => ({ default: (await loading.catch(load)).SignedIn }));

/** The language that the person chose here, then that of their profile, then that of the browser. */
function languageOf(chosen: string | null, me: Me | null | undefined): Language {
  const wished = [chosen, me?.language, document.documentElement.lang];
  return wished.find(isLanguage) ?? 'en';
}

export function App() {
  const me = useQuery(meQuery);
  const { language } = useStore(preferences);
  return (
    <TextsProvider language={languageOf(language, me.data)} timeZone={me.data?.time_zone ?? null}>
      <Inside me={me.data} isFailed={me.isError} onRetry={() => void me.refetch()} />
    </TextsProvider>
  );
}

function Inside({
  me,
  isFailed,
  onRetry,
}: {
  readonly me: Me | null | undefined;
  readonly isFailed: boolean;
  readonly onRetry: () => void;
}) {
  const say = useSay();
  const queries = useQueryClient();
  if (me === null) {
    return (
      <Suspense>
        <SignIn onSignedIn={(person) => queries.setQueryData(meQuery.queryKey, person)} />
      </Suspense>
    );
  }
  if (me !== undefined) {
    return (
      <Suspense>
        <SignedIn me={me} />
      </Suspense>
    );
  }
  if (!isFailed) return null;
  return (
    <main>
      <Blank
        icon="offline"
        title={say('app.unreachable')}
        isAlert
        action={<Button onClick={onRetry}>{say('app.retry')}</Button>}
      >
        {say('app.unreachable.hint')}
      </Blank>
    </main>
  );
}
