import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { formatTicketNumber } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { keptMails } from '../../inbound-mail/kept/kept-mails.js';
import { openTickets } from '../../tickets/open-tickets.js';
import { lastPossiblyGiven } from './next-number.js';

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
  /** False where MongoDB was left as it is, and Temporal alone is of a backup. */
  readonly isMongoRestored: boolean;
  /** The last ticket number that is known to have been given; null where nobody knows. */
  readonly past: string | null;
  /** Whether mails that were not sent yet by the backup, and may have been since, are not sent. */
  readonly holdsMails: boolean;
  /** False only tells what would be done. */
  readonly isApplied: boolean;
}

export interface RestoreReport {
  /** Tickets that are not over, whose workflows look again. */
  readonly openTickets: number;
  /** Of these, tickets without a workflow that runs: a repair sweep starts it. Null where nobody was told. */
  readonly withoutWorkflow: number | null;
  /** Null where MongoDB was left as it is. */
  readonly mongo: {
    /** The highest number that counts as given. */
    readonly lastNumber: string;
    /** Mails that were not sent yet by the backup. */
    readonly unsentMails: number;
    /** Mails that came in and were not processed yet by the backup. */
    readonly keptMails: number;
  } | null;
}

/**
 * Makes a Holdfast whose MongoDB, Temporal or both were restored from backups fit to go on, before API and workers start: no
 * number is given twice, nobody is signed in whose session or code had ended meanwhile, mails that came in are processed
 * though Temporal may have done it in a time that the database does not know of, and every workflow looks at its ticket.
 * Repeated, it leaves out numbers once more and else does nothing.
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
  const last = await lastPossiblyGiven(deps, year, order.past);
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

/** In workflows of their own: of those that Temporal knows some have ended. A mail makes the same thing twice only once. */
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
