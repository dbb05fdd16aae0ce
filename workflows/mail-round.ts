import { ActivityFailure, isCancellation, log, patched } from '@temporalio/workflow';
import type { MailActivities } from './contracts/activities.js';
import { Turns } from './turns.js';

/** So many mails one activity sends at most: within its time, whatever each of them has to wait. */
const MOST_AT_ONCE = 5;

/** So many activities are under way for one ticket at most, far below the 2,000 at which Temporal fails a workflow's task. */
const MOST_UNDER_WAY = 500;

/** True unless this is the replay of a life from before mails waited for the assignment. */
export function mailsGoTogether(): boolean {
  return patched('mails wait for the assignment, and those of one look go out in one activity');
}

/**
 * Sends what a ticket has to say, beside its life and not in its way: a mail server that is down for hours must not
 * stop an SLA clock. A delivery is handed to an activity once; one that has not gone out within the activity's time
 * is taken up again when a later look still lists it.
 */
export class MailRound {
  private readonly handedOver = new Map<string, Promise<void>>();
  private readonly turns = new Turns(MOST_UNDER_WAY, () =>
    patched('of the mails of a ticket so many are under way at most'),
  );

  constructor(private readonly activities: MailActivities) {}

  send(deliveryIds: readonly string[]): void {
    const fresh = deliveryIds.filter((deliveryId) => !this.handedOver.has(deliveryId));
    const size = fresh.length > 1 && mailsGoTogether() ? MOST_AT_ONCE : 1;
    for (let at = 0; at < fresh.length; at += size) this.handOver(fresh.slice(at, at + size));
  }

  async allSettled(): Promise<void> {
    await Promise.all(this.handedOver.values());
  }

  private handOver(deliveryIds: readonly string[]): void {
    const sent = this.turns.take(() => this.sendAll(deliveryIds));
    for (const deliveryId of deliveryIds) this.handedOver.set(deliveryId, sent);
  }

  private async sendAll(deliveryIds: readonly string[]): Promise<void> {
    const [deliveryId, ...others] = deliveryIds;
    if (deliveryId === undefined) return;
    try {
      await (others.length === 0
        ? this.activities.sendDelivery({ deliveryId })
        : this.activities.sendDeliveries({ deliveryIds }));
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.warn('a mail was not sent', { deliveryIds, cause: error.cause?.message });
      for (const id of deliveryIds) this.handedOver.delete(id);
    }
  }
}
