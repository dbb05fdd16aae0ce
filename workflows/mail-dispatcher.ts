import { ActivityFailure, condition, isCancellation, log } from '@temporalio/workflow';
import { Semaphore } from '../src/domain/semaphore.js';
import type { MailActivities, MailsLeft } from './contracts/activities.js';
import type { HasChange } from './life-changes.js';
import { msUntil } from './ms-until.js';
import { sendApart } from './send-mail.js';

/** So many mails one activity sends at most: within its time, whatever each of them has to wait. */
const MOST_AT_ONCE = 5;

/** In place of the ids of all that was handed over before the databases were restored. */
const BEFORE = 'before';

/** So many activities are under way for one ticket at most, far below the 2,000 at which Temporal fails a workflow's task. */
const MOST_UNDER_WAY = 500;

/**
 * Sends what a ticket has to say, beside its life and not in its way: a mail server that is down for hours must not
 * stop an SLA clock. A delivery is handed to an activity once, and once more when the time has come for which it shall
 * wait; one that has not gone out within the activity's time is taken up again when a later look still lists it.
 */
export class MailDispatcher {
  private readonly handedOver = new Map<string, Promise<void>>();
  private isEnding = false;
  private readonly turns: Semaphore;

  constructor(
    private readonly activities: MailActivities,
    private readonly hasChange: HasChange,
  ) {
    this.turns = new Semaphore(MOST_UNDER_WAY, () => hasChange('limitsMails'));
  }

  send(deliveryIds: readonly string[]): void {
    const fresh = deliveryIds.filter((deliveryId) => !this.handedOver.has(deliveryId));
    const size = fresh.length > 1 && this.hasChange('batchesMails') ? MOST_AT_ONCE : 1;
    for (let at = 0; at < fresh.length; at += size) this.handOver(fresh.slice(at, at + size));
  }

  /** The databases were restored from backups: what the ticket lists as unsent from now on is sent, though it was before. */
  forget(): void {
    const underWay = Promise.all(this.handedOver.values());
    this.handedOver.clear();
    this.keep(
      [BEFORE],
      underWay.then(() => undefined),
    );
  }

  /** Waits for all mails under way. Those that shall wait for later are left to workflows of their own. */
  async end(): Promise<void> {
    this.isEnding = true;
    const over = new Set<Promise<void>>();
    for (let left = this.notIn(over); left.length > 0; left = this.notIn(over)) {
      await Promise.all(left);
      for (const sent of left) over.add(sent);
    }
  }

  private notIn(over: ReadonlySet<Promise<void>>): Promise<void>[] {
    return [...this.handedOver.values()].filter((sent) => !over.has(sent));
  }

  private handOver(deliveryIds: readonly string[]): void {
    this.keep(deliveryIds, this.sendAll(deliveryIds));
  }

  /** Nobody waits for them until the end: a workflow that is cancelled before would stumble over what they throw. */
  private keep(ids: readonly string[], sent: Promise<void>): void {
    sent.catch(() => undefined);
    for (const id of ids) this.handedOver.set(id, sent);
  }

  private async sendAll(deliveryIds: readonly string[]): Promise<void> {
    const {
      waiting = [],
      waitUntil,
      gatherings = [],
    } = await this.turns.withPermit(() => this.trySending(deliveryIds));
    this.send(gatherings);
    if (waitUntil === undefined) return;
    if (
      await condition(() => this.isEnding, msUntil(waitUntil), { summary: `Mails wait until ${waitUntil}` })
    ) {
      await sendApart(waiting);
    } else await this.sendAll(waiting);
  }

  /** Those that fail are forgotten: a later look lists them again. */
  private async trySending(deliveryIds: readonly string[]): Promise<MailsLeft> {
    const [deliveryId, ...others] = deliveryIds;
    if (deliveryId === undefined) return {};
    try {
      const left = await (others.length === 0
        ? this.activities.sendDelivery({ deliveryId })
        : this.activities.sendDeliveries({ deliveryIds }));
      return left ?? {};
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.warn('a mail was not sent', { deliveryIds, cause: error.cause?.message });
      for (const id of deliveryIds) this.handedOver.delete(id);
      return {};
    }
  }
}
