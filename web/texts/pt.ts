import { pt as app } from '../app/texts/pt.js';
import { pt as signIn } from '../features/sign-in/texts/pt.js';
import { pt as queue } from '../features/queue/texts/pt.js';
import { pt as ticketParts } from '../features/ticket-parts/texts/pt.js';
import { pt as notifications } from '../features/notifications/texts/pt.js';

/** The Portuguese texts that every screen has, by subject. */
export const pt = {
  ...app,
  ...signIn,
  ...queue,
  ...ticketParts,
  ...notifications,
};
