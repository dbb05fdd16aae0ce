import { hi as ticket } from '../../features/ticket/texts/hi.js';
import { hi as compose } from '../../features/compose/texts/hi.js';
import { hi as files } from '../../features/files/texts/hi.js';

/** The Hindi texts of work on tickets. */
export const hi = {
  ...ticket,
  ...compose,
  ...files,
};
