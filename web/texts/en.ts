import { en as app } from '../app/texts/en.js';
import { en as signIn } from '../features/sign-in/texts/en.js';
import { en as queue } from '../features/queue/texts/en.js';
import { en as ticketParts } from '../features/ticket-parts/texts/en.js';
import { en as notifications } from '../features/notifications/texts/en.js';

/** The English texts that every screen has, by subject. */
export const en = {
  ...app,
  ...signIn,
  ...queue,
  ...ticketParts,
  ...notifications,
};
