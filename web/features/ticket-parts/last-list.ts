import { createStore } from '../../app/store.js';

/** The list that was shown last, and the ticket that was opened in it: the way back leads there. */
export const lastList = createStore<{ readonly href: string; readonly ticket: string | null }>({
  href: '/',
  ticket: null,
});
