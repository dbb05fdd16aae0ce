import { createStore } from './store.js';

/** True once a file of this version is gone: the server has a newer one. */
export const isOutdated = createStore(false);

/** An old tab goes on with what it has loaded, and says that there is a new version. */
export function noteNewVersion(): void {
  addEventListener('vite:preloadError', () => isOutdated.set(true));
}
