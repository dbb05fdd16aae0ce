import { hi as myTickets } from '../../features/my-tickets/texts/hi.js';
import { hi as submit } from '../../features/submit/texts/hi.js';
import { hi as knowledge } from '../../features/knowledge/texts/hi.js';
import { hi as profile } from '../../features/profile/texts/hi.js';
import { hi as files } from '../../features/files/texts/hi.js';

/** The Hindi texts of requesters, articles and the profile. */
export const hi = {
  ...myTickets,
  ...submit,
  ...knowledge,
  ...profile,
  ...files,
};
