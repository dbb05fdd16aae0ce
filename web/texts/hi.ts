import { hi as app } from '../app/texts/hi.js';
import { hi as signIn } from '../features/sign-in/texts/hi.js';
import { hi as queue } from '../features/queue/texts/hi.js';
import { hi as ticket } from '../features/ticket/texts/hi.js';
import { hi as ticketParts } from '../features/ticket-parts/texts/hi.js';
import { hi as myTickets } from '../features/my-tickets/texts/hi.js';
import { hi as submit } from '../features/submit/texts/hi.js';
import { hi as knowledge } from '../features/knowledge/texts/hi.js';
import { hi as files } from '../features/files/texts/hi.js';
import { hi as compose } from '../features/compose/texts/hi.js';
import { hi as profile } from '../features/profile/texts/hi.js';
import { hi as notifications } from '../features/notifications/texts/hi.js';

/** The Hindi texts of the console, by subject. */
export const hi = {
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
