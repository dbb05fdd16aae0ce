import type { FollowUp } from '../../src/domain/accounts/account-events.js';

/** Input of `accountFollowUp`: ids only. The mails are those of the event to the owner of the account. */
export interface AccountFollowUpInput {
  readonly eventId: string;
  readonly accountId: string;
  readonly followUps: readonly FollowUp[];
}

export const ACCOUNT_FOLLOW_UP = 'accountFollowUp';
