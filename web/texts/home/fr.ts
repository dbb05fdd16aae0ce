import { fr as myTickets } from '../../features/my-tickets/texts/fr.js';
import { fr as submit } from '../../features/submit/texts/fr.js';
import { fr as knowledge } from '../../features/knowledge/texts/fr.js';
import { fr as profile } from '../../features/profile/texts/fr.js';
import { fr as files } from '../../features/files/texts/fr.js';

/** The French texts of requesters, articles and the profile. */
export const fr = {
  ...myTickets,
  ...submit,
  ...knowledge,
  ...profile,
  ...files,
};
