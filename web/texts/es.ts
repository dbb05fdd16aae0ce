import { es as app } from '../app/texts/es.js';
import { es as signIn } from '../features/sign-in/texts/es.js';
import { es as queue } from '../features/queue/texts/es.js';
import { es as ticketParts } from '../features/ticket-parts/texts/es.js';
import { es as notifications } from '../features/notifications/texts/es.js';

/** The Spanish texts that every screen has, by subject. */
export const es = {
  ...app,
  ...signIn,
  ...queue,
  ...ticketParts,
  ...notifications,
};
