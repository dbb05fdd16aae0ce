import { fr as app } from '../app/texts/fr.js';
import { fr as signIn } from '../features/sign-in/texts/fr.js';
import { fr as queue } from '../features/queue/texts/fr.js';
import { fr as ticket } from '../features/ticket/texts/fr.js';
import { fr as ticketParts } from '../features/ticket-parts/texts/fr.js';
import { fr as myTickets } from '../features/my-tickets/texts/fr.js';
import { fr as submit } from '../features/submit/texts/fr.js';
import { fr as knowledge } from '../features/knowledge/texts/fr.js';
import { fr as files } from '../features/files/texts/fr.js';
import { fr as compose } from '../features/compose/texts/fr.js';
import { fr as profile } from '../features/profile/texts/fr.js';
import { fr as notifications } from '../features/notifications/texts/fr.js';

/** The French texts of the console, by subject. */
export const fr = {
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
