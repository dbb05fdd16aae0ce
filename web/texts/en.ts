import { en as app } from '../app/texts/en.js';
import { en as signIn } from '../features/sign-in/texts/en.js';
import { en as queue } from '../features/queue/texts/en.js';
import { en as ticket } from '../features/ticket/texts/en.js';
import { en as ticketParts } from '../features/ticket-parts/texts/en.js';
import { en as myTickets } from '../features/my-tickets/texts/en.js';
import { en as submit } from '../features/submit/texts/en.js';
import { en as knowledge } from '../features/knowledge/texts/en.js';
import { en as files } from '../features/files/texts/en.js';
import { en as compose } from '../features/compose/texts/en.js';
import { en as profile } from '../features/profile/texts/en.js';
import { en as notifications } from '../features/notifications/texts/en.js';

/** The English texts of the console, by subject. */
export const en = {
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
