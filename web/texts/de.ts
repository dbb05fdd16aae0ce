import { de as app } from '../app/texts/de.js';
import { de as signIn } from '../features/sign-in/texts/de.js';
import { de as queue } from '../features/queue/texts/de.js';
import { de as ticketParts } from '../features/ticket-parts/texts/de.js';
import { de as notifications } from '../features/notifications/texts/de.js';

/** The German texts that every screen has, by subject. */
export const de = {
  ...app,
  ...signIn,
  ...queue,
  ...ticketParts,
  ...notifications,
};
