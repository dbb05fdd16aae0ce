import { es as ticket } from '../../features/ticket/texts/es.js';
import { es as compose } from '../../features/compose/texts/es.js';
import { es as files } from '../../features/files/texts/es.js';

/** The Spanish texts of work on tickets. */
export const es = {
  ...ticket,
  ...compose,
  ...files,
};
