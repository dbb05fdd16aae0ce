import { pt as app } from '../app/texts/pt.js';
import { pt as signIn } from '../features/sign-in/texts/pt.js';
import { pt as queue } from '../features/queue/texts/pt.js';
import { pt as ticket } from '../features/ticket/texts/pt.js';
import { pt as ticketParts } from '../features/ticket-parts/texts/pt.js';
import { pt as myTickets } from '../features/my-tickets/texts/pt.js';
import { pt as submit } from '../features/submit/texts/pt.js';
import { pt as knowledge } from '../features/knowledge/texts/pt.js';
import { pt as files } from '../features/files/texts/pt.js';
import { pt as compose } from '../features/compose/texts/pt.js';
import { pt as profile } from '../features/profile/texts/pt.js';
import { pt as notifications } from '../features/notifications/texts/pt.js';

/** The Portuguese texts of the console, by subject. */
export const pt = {
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
