import { es as app } from '../app/texts/es.js';
import { es as signIn } from '../features/sign-in/texts/es.js';
import { es as queue } from '../features/queue/texts/es.js';
import { es as ticket } from '../features/ticket/texts/es.js';
import { es as ticketParts } from '../features/ticket-parts/texts/es.js';
import { es as myTickets } from '../features/my-tickets/texts/es.js';
import { es as submit } from '../features/submit/texts/es.js';
import { es as knowledge } from '../features/knowledge/texts/es.js';
import { es as files } from '../features/files/texts/es.js';
import { es as compose } from '../features/compose/texts/es.js';
import { es as profile } from '../features/profile/texts/es.js';
import { es as notifications } from '../features/notifications/texts/es.js';

/** The Spanish texts of the console, by subject. */
export const es = {
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
