import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { MailActivities } from './contracts/activities.js';

/**
 * Sends what a ticket has to say, beside its life and not in its way: a mail server that is down for hours must not
 * stop an SLA clock. A delivery is handed to an activity once; one that has not gone out within the activity's time
 * is taken up again when a later look still lists it.
 */
export class MailRound {
  private readonly handedOver = new Map<string, Promise<void>>();

  constructor(private readonly activities: MailActivities) {}

  send(deliveryIds: readonly string[]): void {
    for (const deliveryId of deliveryIds) {
      if (!this.handedOver.has(deliveryId)) this.handedOver.set(deliveryId, this.sendOne(deliveryId));
    }
  }

  async allSettled(): Promise<void> {
    await Promise.all(this.handedOver.values());
  }

  private async sendOne(deliveryId: string): Promise<void> {
    try {
      await this.activities.sendDelivery({ deliveryId });
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.warn('a mail was not sent', { deliveryId, cause: error.cause?.message });
      this.handedOver.delete(deliveryId);
    }
  }
}
