import { sleep } from '@temporalio/workflow';
import type { FollowUp } from '../src/domain/accounts/account-events.js';
import { activitiesOfThisQueue } from './activities.js';
import { sendApart } from './send-mail.js';
import type { AccountFollowUpInput } from './contracts/account-follow-up.js';

/** A request that runs during an erasure or a merge may write the old person until then. */
const STRAGGLERS = '1 minute';

/** Executes the follow-up work of an account change: mails, released or replanned tickets, erasure, merge. */
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
      case 'move_traces':
        await activities.moveTraces({ accountId });
        do await sleep(STRAGGLERS);
        while ((await activities.moveTraces({ accountId })).moved > 0);
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
