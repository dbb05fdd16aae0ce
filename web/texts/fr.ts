import { fr as app } from '../app/texts/fr.js';
import { fr as signIn } from '../features/sign-in/texts/fr.js';
import { fr as queue } from '../features/queue/texts/fr.js';
import { fr as ticketParts } from '../features/ticket-parts/texts/fr.js';
import { fr as notifications } from '../features/notifications/texts/fr.js';

/** The French texts that every screen has, by subject. */
export const fr = {
  ...app,
  ...signIn,
  ...queue,
  ...ticketParts,
  ...notifications,
};
