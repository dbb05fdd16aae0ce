import { hi as app } from '../app/texts/hi.js';
import { hi as signIn } from '../features/sign-in/texts/hi.js';
import { hi as queue } from '../features/queue/texts/hi.js';
import { hi as ticketParts } from '../features/ticket-parts/texts/hi.js';
import { hi as notifications } from '../features/notifications/texts/hi.js';

/** The Hindi texts that every screen has, by subject. */
export const hi = {
  ...app,
  ...signIn,
  ...queue,
  ...ticketParts,
  ...notifications,
};
