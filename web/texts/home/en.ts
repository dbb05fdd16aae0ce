import { en as myTickets } from '../../features/my-tickets/texts/en.js';
import { en as submit } from '../../features/submit/texts/en.js';
import { en as knowledge } from '../../features/knowledge/texts/en.js';
import { en as profile } from '../../features/profile/texts/en.js';
import { en as files } from '../../features/files/texts/en.js';

/** The English texts of requesters, articles and the profile. */
export const en = {
  ...myTickets,
  ...submit,
  ...knowledge,
  ...profile,
  ...files,
};
