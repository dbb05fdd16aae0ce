import { createStore } from './store.js';

/** True after the server refused the session of a person who was signed in. What they wrote stays on the screen. */
export const sessionEnded = createStore(false);

export function endSession(): void {
  sessionEnded.set(true);
}
