import { de as app } from '../app/texts/de.js';
import { de as signIn } from '../features/sign-in/texts/de.js';
import { de as queue } from '../features/queue/texts/de.js';
import { de as ticket } from '../features/ticket/texts/de.js';
import { de as ticketParts } from '../features/ticket-parts/texts/de.js';
import { de as myTickets } from '../features/my-tickets/texts/de.js';
import { de as submit } from '../features/submit/texts/de.js';
import { de as knowledge } from '../features/knowledge/texts/de.js';
import { de as files } from '../features/files/texts/de.js';
import { de as compose } from '../features/compose/texts/de.js';
import { de as profile } from '../features/profile/texts/de.js';
import { de as notifications } from '../features/notifications/texts/de.js';

/** The German texts of the console, by subject. */
export const de = {
  ...app,
  ...signIn,
  ...queue,
  ...ticketParts,
  ...myTickets,
  ...submit,
  ...knowledge,
  ...files,
  ...compose,
  ...profile,
  ...notifications,
  ...ticket,
};
