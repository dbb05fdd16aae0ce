import { de as myTickets } from '../../features/my-tickets/texts/de.js';
import { de as submit } from '../../features/submit/texts/de.js';
import { de as knowledge } from '../../features/knowledge/texts/de.js';
import { de as profile } from '../../features/profile/texts/de.js';
import { de as files } from '../../features/files/texts/de.js';

/** The German texts of requesters, articles and the profile. */
export const de = {
  ...myTickets,
  ...submit,
  ...knowledge,
  ...profile,
  ...files,
};
