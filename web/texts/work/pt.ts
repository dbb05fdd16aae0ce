import { pt as ticket } from '../../features/ticket/texts/pt.js';
import { pt as compose } from '../../features/compose/texts/pt.js';
import { pt as files } from '../../features/files/texts/pt.js';

/** The Portuguese texts of work on tickets. */
export const pt = {
  ...ticket,
  ...compose,
  ...files,
};
