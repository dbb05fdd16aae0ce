import { de as ticket } from '../../features/ticket/texts/de.js';
import { de as compose } from '../../features/compose/texts/de.js';
import { de as files } from '../../features/files/texts/de.js';

/** The German texts of work on tickets. */
export const de = {
  ...ticket,
  ...compose,
  ...files,
};
