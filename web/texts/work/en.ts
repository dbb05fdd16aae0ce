import { en as ticket } from '../../features/ticket/texts/en.js';
import { en as compose } from '../../features/compose/texts/en.js';
import { en as files } from '../../features/files/texts/en.js';

/** The English texts of work on tickets. */
export const en = {
  ...ticket,
  ...compose,
  ...files,
};
