import { es as myTickets } from '../../features/my-tickets/texts/es.js';
import { es as submit } from '../../features/submit/texts/es.js';
import { es as knowledge } from '../../features/knowledge/texts/es.js';
import { es as profile } from '../../features/profile/texts/es.js';
import { es as files } from '../../features/files/texts/es.js';

/** The Spanish texts of requesters, articles and the profile. */
export const es = {
  ...myTickets,
  ...submit,
  ...knowledge,
  ...profile,
  ...files,
};
