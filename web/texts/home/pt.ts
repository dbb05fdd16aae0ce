import { pt as myTickets } from '../../features/my-tickets/texts/pt.js';
import { pt as submit } from '../../features/submit/texts/pt.js';
import { pt as knowledge } from '../../features/knowledge/texts/pt.js';
import { pt as profile } from '../../features/profile/texts/pt.js';
import { pt as files } from '../../features/files/texts/pt.js';

/** The Portuguese texts of requesters, articles and the profile. */
export const pt = {
  ...myTickets,
  ...submit,
  ...knowledge,
  ...profile,
  ...files,
};
