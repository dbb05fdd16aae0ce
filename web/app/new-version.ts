import { createStore } from './store.js';

/** True once the server has another version of the console than this tab. */
export const isOutdated = createStore(false);

/** An old tab works on with what it has loaded, and says that there is a new version. */
export function noteNewVersion(): void {
  addEventListener('vite:preloadError', () => isOutdated.set(true));
}

/** Asks the server whether it still serves the script of this tab. A deployment ends the connection, so it is asked after that. */
export async function checkVersion(): Promise<void> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.getAttribute('src');
  if (script === undefined || script === null) return;
  try {
    const answer = await fetch('/', { headers: { Accept: 'text/html' }, cache: 'no-store' });
    if (answer.ok && !(await answer.text()).includes(script)) isOutdated.set(true);
  } catch {
    // It is asked again after the next return of the server.
  }
}
