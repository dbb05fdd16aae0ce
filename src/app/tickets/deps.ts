import type { SkillSynonyms } from '../../domain/tickets/assignment/skills.js';
import type { MailedSecrets } from '../../ports/accounts/security.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of tickets. */
export interface TicketDeps extends Pick<
  Repositories,
  | 'tickets'
  | 'tombstones'
  | 'customFields'
  | 'views'
  | 'numbers'
  | 'bulkJobs'
  | 'secretGenerations'
  | 'requesterLinks'
  | 'attachments'
  | 'redactions'
> {
  readonly mailedSecrets: MailedSecrets;
  readonly synonyms: SkillSynonyms;
}
