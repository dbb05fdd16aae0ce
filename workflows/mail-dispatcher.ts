import { ActivityFailure, condition, isCancellation, log, patched } from '@temporalio/workflow';
import { Semaphore } from '../src/domain/semaphore.js';
import type { MailActivities, MailsLeft } from './contracts/activities.js';
import { msUntil } from './ms-until.js';
import { sendApart } from './send-mail.js';

/** Maximum mails of one activity: it must end in time, however long each mail waits. */
const MOST_AT_ONCE = 5;

/** Placeholder key for sends started before a restore. */
const BEFORE = 'before';

/**
 * Maximum parallel activities of a ticket, far below the 2,000 at which Temporal fails a workflow task.
 */
const MOST_UNDER_WAY = 500;

/** True unless this is the replay of a life from before mails waited for the assignment. */
export function mailsGoTogether(): boolean {
  return patched('mails wait for the assignment, and those of one look go out in one activity');
}

/**
 * Sends the mails of a ticket in parallel to its life.
 * A mail server that is down for hours must not stop an SLA clock. A delivery is given to an activity once, and again
 * when its postponed time has come. One that was not sent within the activity's time is taken again when a later
 * snapshot still lists it.
 */
export class MailDispatcher {
  private readonly handedOver = new Map<string, Promise<void>>();
  private isEnding = false;
  private readonly turns = new Semaphore(MOST_UNDER_WAY, () =>
    patched('of the mails of a ticket so many are under way at most'),
  );

  constructor(private readonly activities: MailActivities) {}

  send(deliveryIds: readonly string[]): void {
    const fresh = deliveryIds.filter((deliveryId) => !this.handedOver.has(deliveryId));
    const size = fresh.length > 1 && mailsGoTogether() ? MOST_AT_ONCE : 1;
    for (let at = 0; at < fresh.length; at += size) this.handOver(fresh.slice(at, at + size));
  }

  /** After a restore from backups: mails that the ticket now lists as unsent are sent again. */
  forget(): void {
    const underWay = Promise.all(this.handedOver.values());
    this.handedOver.clear();
    this.keep(
      [BEFORE],
      underWay.then(() => undefined),
    );
  }

  /** Waits for all running mails. Postponed ones continue in their own workflows. */
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

  /** Prevents unhandled rejections if the workflow is cancelled before these are awaited. */
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

  /** Failed ones are forgotten: a later snapshot lists them again. */
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
