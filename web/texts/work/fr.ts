import { fr as ticket } from '../../features/ticket/texts/fr.js';
import { fr as compose } from '../../features/compose/texts/fr.js';
import { fr as files } from '../../features/files/texts/fr.js';

/** The French texts of work on tickets. */
export const fr = {
  ...ticket,
  ...compose,
  ...files,
};
