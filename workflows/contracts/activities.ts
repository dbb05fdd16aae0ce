import type { SweepReport, Tally, TicketFindings } from '../../src/domain/sweep-report.js';
import type { ParseEffort } from '../../src/domain/inbound-mail/parse-tries.js';
import type { MailOutcome } from '../../src/domain/inbound-mail/received-mail.js';
import type { JobProgress } from '../../src/domain/jobs.js';
import type { PolicyMoveCounts, PolicyMoveOrder } from '../../src/domain/policy-changes/policy-job.js';
import type { TicketSnapshot } from '../../src/domain/tickets/snapshot.js';
import type { TriageRerun } from '../../src/domain/triage/rerun.js';

/** A page of a batch job: ids of tickets, and on the first page how many there are in all. Null: not counted. */
export interface BatchPage {
  readonly ticketIds: readonly string[];
  readonly remaining: number | null;
}

/** On `holdfast-lifecycle`: short, against MongoDB (and, for re-runs, Temporal) only. */
export interface LifecycleActivities {
  /** Finds a moderator where one is needed. `reconsider` also moves an unaccepted ticket to somebody who fits. */
  assignTicket(input: { readonly ticketId: string; readonly reconsider?: boolean }): Promise<TicketSnapshot>;
  /** Does whatever is due. */
  advanceTicket(input: { readonly ticketId: string }): Promise<TicketSnapshot>;
  /** Lets a ticket without an answer of the AI go on with that of the built-in rules. */
  fallBackTriage(input: { readonly ticketId: string; readonly runId: string }): Promise<TicketSnapshot>;
  /** Ids of tickets on fallback triage after `afterId`, in order, at most `limit`. */
  selectFallbackTickets(input: {
    readonly afterId: string | null;
    readonly limit: number;
  }): Promise<BatchPage>;
  /** Ids of open tickets on other versions of the policy after `afterId`, in order, at most `limit`. */
  selectForPolicy(input: {
    readonly policy: string;
    readonly afterId: string | null;
    readonly limit: number;
  }): Promise<BatchPage>;
  /** Moves the tickets to the policy; those that are there already count as moved. */
  moveToPolicy(
    input: Omit<PolicyMoveOrder, 'selection'> & { readonly ticketIds: readonly string[] },
  ): Promise<PolicyMoveCounts>;
  /** Puts some of the open tickets of somebody who has left back through assignment; says how many may remain. */
  releaseTickets(input: { readonly accountId: string }): Promise<{ readonly remaining: number }>;
  /**
   * Has some of the tickets that wait to be taken on by this person looked at anew; says after which id to go on, null at
   * the end.
   */
  replanTickets(input: {
    readonly eventId: string;
    readonly accountId: string;
    readonly afterId: string | null;
  }): Promise<{ readonly afterId: string | null }>;
  /** Writes over the name of an erased person wherever it is kept; says in how many places it was. */
  eraseTraces(input: { readonly accountId: string }): Promise<{ readonly renamed: number }>;
  /** Writes the export of a person into its file, from where an attempt before was broken off; says how many rows it has. */
  writePersonExport(input: { readonly jobId: string }): Promise<{ readonly rows: number }>;
  /** Notes that the export has failed, and removes what there is of its file. */
  failPersonExport(input: { readonly jobId: string }): Promise<void>;
  /** Changes some of the tickets of a bulk job that have not had their turn; says how far the job is then. */
  changeNextTickets(input: { readonly jobId: string }): Promise<JobProgress>;
  /** Asks the ticket's own workflow to run triage again, and waits for it. */
  rerunTicket(input: { readonly ticketId: string; readonly requestId: string }): Promise<TriageRerun>;
  /** Goes over all open tickets and starts the workflows that are missing or have ended. */
  repairTickets(input: {
    readonly sweepId: string;
    readonly requestedBy: string | null;
  }): Promise<TicketFindings>;
  /** Tells workflows of tickets that are over to look, and so to end. */
  pokeLingering(input: { readonly sweepId: string }): Promise<Tally>;
  /** Tells of events that have lain in the outbox for too long, and has mails processed that have waited for too long. */
  publishStragglers(): Promise<Pick<SweepReport, 'published' | 'unpublished'>>;
  /** Keeps the report, and writes to the managers when something was repaired; says which mails are to be sent. */
  reportSweep(input: {
    readonly sweepId: string;
    readonly report: SweepReport;
  }): Promise<{ readonly deliveryIds: readonly string[] }>;
  /** Notes why nothing becomes of a mail that came in, for a person to look at; `fault` tells nothing of what it says. */
  putMailAside(input: { readonly mailId: string; readonly fault: string }): Promise<void>;
  /** Removes mails that came in and are not kept any more; says how many, and how many had never been kept whole. */
  removeOldMails(): Promise<{ readonly expired: number; readonly orphans: number }>;
  /** Ids of the mails that an event has made. */
  mailsOfEvent(input: { readonly eventId: string }): Promise<{ readonly deliveryIds: readonly string[] }>;
  /** Writes the digests for whom it is time; says which mails are to be sent. `at` is `HH:MM`. */
  writeDigests(input: { readonly at: string }): Promise<{ readonly deliveryIds: readonly string[] }>;
}

/** On `holdfast-ai`: slow, and limited by the provider. */
export interface AiActivities {
  /** Asks the model and writes its answer down. Fails with the type of the domain's error code. */
  triageTicket(input: { readonly ticketId: string; readonly runId: string }): Promise<TicketSnapshot>;
}

/** On `holdfast-inbound`: holds whole messages in memory. */
export interface InboundActivities {
  /** Reads a mail that came in and does what it asks, once. Without `effort` the parse is quick. */
  receiveMail(input: { readonly mailId: string; readonly effort?: ParseEffort }): Promise<MailOutcome>;
  /** Removes what a redaction looks for from everything that is kept, from where an attempt before was broken off. */
  applyRedaction(input: { readonly redactionId: string }): Promise<{ readonly places: number }>;
}

/** What is still to be done after mails were sent: nothing where it is left out, as in histories from before there was any. */
export interface MailsLeft {
  /** Ids of those that shall wait, as in somebody's quiet hours. */
  readonly waiting?: readonly string[];
  /** ISO 8601. Until when the first of them waits. */
  readonly waitUntil?: string;
  /** Ids of mails that tell of others, and are to be sent in their place. */
  readonly gatherings?: readonly string[];
}

/** On `holdfast-mail`: waits for mail servers. */
export interface MailActivities {
  /** Sends one delivery once. */
  sendDelivery(input: { readonly deliveryId: string }): Promise<{ readonly state: string } & MailsLeft>;
  /** Sends each delivery once; fails when one that did not go out may do so yet. */
  sendDeliveries(input: { readonly deliveryIds: readonly string[] }): Promise<MailsLeft | undefined>;
}
