import { sleep } from '@temporalio/workflow';
import type { FollowUp } from '../src/domain/accounts/account-events.js';
import { activitiesOfThisQueue } from './activities.js';
import { sendApart } from './send-mail.js';
import type { AccountFollowUpInput } from './contracts/account-follow-up.js';

/** Longer than a request that was under way when the account was erased can still write the old name. */
const STRAGGLERS = '1 minute';

/** Does what a change of an account entails: mails, handing back tickets or looking at them anew, erasing traces. */
export async function accountFollowUp({
  eventId,
  accountId,
  followUps,
}: AccountFollowUpInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  for (const followUp of followUps) await carryOut(followUp);

  async function carryOut(followUp: FollowUp): Promise<void> {
    switch (followUp) {
      case 'send_mails':
        await activities.sendDelivery({ deliveryId: `${eventId}.${accountId}` });
        return;
      case 'tell_managers':
        await sendApart((await activities.mailsOfEvent({ eventId })).deliveryIds);
        return;
      case 'release_tickets':
        while ((await activities.releaseTickets({ accountId })).remaining > 0);
        return;
      case 'replan_tickets':
        await replanTickets();
        return;
      case 'erase_traces':
        while ((await activities.eraseTraces({ accountId })).renamed > 0) await sleep(STRAGGLERS);
        return;
    }
  }

  async function replanTickets(): Promise<void> {
    let afterId: string | null = null;
    do {
      ({ afterId } = await activities.replanTickets({ eventId, accountId, afterId }));
    } while (afterId !== null);
  }
}
