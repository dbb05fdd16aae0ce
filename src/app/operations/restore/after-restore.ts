import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { formatTicketNumber } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { keptMails } from '../../inbound-mail/kept/kept-mails.js';
import { openTickets } from '../../tickets/open-tickets.js';
import { findHighestIssuedNumber } from './next-number.js';

type Deps = Pick<
  AppDeps,
  | 'numbers'
  | 'tickets'
  | 'lifecycles'
  | 'sessions'
  | 'codes'
  | 'deliveries'
  | 'receivedMails'
  | 'gateway'
  | 'clock'
  | 'newId'
>;

export interface RestoreOrder {
  /** False if MongoDB was not restored, and only Temporal comes from a backup. */
  readonly isMongoRestored: boolean;
  /** The last used ticket number; null if unknown. */
  readonly past: string | null;
  /** Whether mails that were not sent yet by the backup, and may have been since, are not sent. */
  readonly holdsMails: boolean;
  /** False for a report without changes. */
  readonly isApplied: boolean;
}

export interface RestoreReport {
  /** Open tickets whose workflows check again. */
  readonly openTickets: number;
  /**
   * Tickets among these without a running workflow.
   * A repair sweep starts it. Null if no workflow was woken.
   */
  readonly withoutWorkflow: number | null;
  /** Null if MongoDB was not restored. */
  readonly mongo: {
    /** The highest number that counts as used. */
    readonly lastNumber: string;
    /** Mails that were not sent yet by the backup. */
    readonly unsentMails: number;
    /** Received mails that were not processed before the backup. */
    readonly keptMails: number;
  } | null;
}

/**
 * Prepares a Holdfast for its start after MongoDB, Temporal or both were restored.
 * It skips used numbers, ends sessions and codes that may have ended, processes received mails again, and makes every
 * workflow check its ticket. A repeat skips numbers again, and changes nothing else.
 * @throws DomainError `forbidden`, `unavailable`
 */
export async function afterRestore(deps: Deps, actor: Actor, order: RestoreOrder): Promise<RestoreReport> {
  authorize(actor, 'sweep.administer');
  const mongo = order.isMongoRestored ? await settleMongo(deps, order) : null;
  return { ...(await wakeWorkflows(deps, order)), mongo };
}

async function settleMongo(deps: Deps, order: RestoreOrder): Promise<RestoreReport['mongo']> {
  const now = deps.clock.now();
  const year = now.getUTCFullYear();
  const last = await findHighestIssuedNumber(deps, year, order.past);
  const unsentMails = await deps.deliveries.countUnsent(now);
  if (order.isApplied) {
    await deps.numbers.leaveOut(year, last);
    await deps.sessions.endAll();
    await deps.codes.removeAll();
    if (order.holdsMails) {
      await deps.deliveries.suppressUnsent(
        now,
        'Not sent: it may have been sent after the restored backup was made.',
      );
    }
  }
  const keptMails = await processKeptMails(deps, order);
  return { lastNumber: formatTicketNumber(year, last), unsentMails, keptMails };
}

/** In new workflows, because Temporal may know the old ones as ended. A mail has its effect only once. */
async function processKeptMails(deps: Deps, { isApplied }: RestoreOrder): Promise<number> {
  let count = 0;
  for await (const { id: mailId } of keptMails(deps)) {
    count += 1;
    if (isApplied) await deps.gateway.receiveMail({ id: deps.newId(), type: 'mail.replayed', mailId });
  }
  return count;
}

async function wakeWorkflows(
  { tickets, lifecycles, newId }: Deps,
  { isApplied }: RestoreOrder,
): Promise<Pick<RestoreReport, 'openTickets' | 'withoutWorkflow'>> {
  const cause = newId();
  let [open, woken] = [0, 0];
  for await (const { number } of openTickets({ tickets })) {
    open += 1;
    if (isApplied && (await lifecycles.wake(number, cause, 'restored'))) woken += 1;
  }
  return { openTickets: open, withoutWorkflow: isApplied ? open - woken : null };
}
