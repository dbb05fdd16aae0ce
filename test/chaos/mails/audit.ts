import type { DeliveryState } from '../../../src/domain/mail/delivery.js';
import { messageIdOf } from '../../../src/app/mail/templates/message-id.js';
import type { Holdfast } from '../../support/holdfast.js';

/** What MongoDB and the mail server say of the mails in the end, held against each other. */
export interface MailAudit {
  readonly deliveries: number;
  readonly sent: number;
  /** Mails that the server took, copies included. */
  readonly taken: number;
  /** Of these, so many came once more. */
  readonly copies: number;
  /** So many acceptances were cut off by a kill: the server had the mail, and we had not noted it. */
  readonly cutOff: number;
  /** What must not be, in words; empty when all is well. */
  readonly violations: readonly string[];
}

interface StoredDelivery {
  readonly _id: string;
  readonly state: DeliveryState;
}

/**
 * Keeps book of which acceptances were cut off. A mail may come once more for each of these, with the same Message-ID, and
 * for no other reason.
 */
export class MailAuditor {
  private readonly cutOff = new Map<string, number>();
  private seen = 0;

  constructor(private readonly holdfast: Holdfast) {}

  /** Call it after each kill, before the next start: what the server has taken since the last call and is not noted as sent. */
  async noteKill(): Promise<void> {
    const { sink } = this.holdfast;
    await sink.leftAlone();
    const taken = sink.mails.slice(this.seen).map(({ messageId: id }) => id ?? '');
    this.seen = sink.mails.length;
    const states = await this.states();
    for (const id of taken) {
      if (states.get(id) !== 'sent') this.cutOff.set(id, (this.cutOff.get(id) ?? 0) + 1);
    }
  }

  async unsent(): Promise<number> {
    return [...(await this.states()).values()].filter((state) => state !== 'sent').length;
  }

  async audit(expected: number): Promise<MailAudit> {
    const states = await this.states();
    const taken = new Map<string, number>();
    for (const { messageId: id = '' } of this.holdfast.sink.mails) taken.set(id, (taken.get(id) ?? 0) + 1);
    const doubled = [...taken].filter(([id, count]) => count - 1 > (this.cutOff.get(id) ?? 0));
    const violations = [
      ...(states.size === expected ? [] : [`${states.size} deliveries, not ${expected}`]),
      ...[...states].filter(([, state]) => state !== 'sent').map(([id, state]) => `${id} is ${state}`),
      ...[...states.keys()].filter((id) => !taken.has(id)).map((id) => `${id} never reached the server`),
      ...[...taken.keys()].filter((id) => !states.has(id)).map((id) => `${id} belongs to no delivery`),
      ...doubled.map(([id, count]) => `${id} came ${count} times, cut off ${this.cutOff.get(id) ?? 0} times`),
    ];
    return {
      deliveries: states.size,
      sent: [...states.values()].filter((state) => state === 'sent').length,
      taken: this.holdfast.sink.mails.length,
      copies: this.holdfast.sink.mails.length - taken.size,
      cutOff: [...this.cutOff.values()].reduce((sum, count) => sum + count, 0),
      violations,
    };
  }

  /** By Message-ID. */
  private async states(): Promise<ReadonlyMap<string, DeliveryState>> {
    const deliveries = this.holdfast.mongo.collection<StoredDelivery>('deliveries');
    const rows = await deliveries.find({}, { projection: { state: 1 } }).toArray();
    return new Map(rows.map(({ _id, state }) => [messageIdOf(this.holdfast.deps, _id), state]));
  }
}
