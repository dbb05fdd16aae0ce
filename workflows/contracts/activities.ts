import type { SweepReport, Tally, TicketFindings } from '../../src/domain/sweep-report.js';
import type { ParseEffort } from '../../src/domain/inbound-mail/parse-tries.js';
import type { MailOutcome } from '../../src/domain/inbound-mail/received-mail.js';
import type { JobProgress } from '../../src/domain/jobs.js';
import type { PolicyMoveCounts, PolicyMoveOrder } from '../../src/domain/policy-changes/policy-job.js';
import type { TicketSnapshot } from '../../src/domain/tickets/snapshot.js';
import type { TrainingResult } from '../../src/domain/triage/learning/model.js';
import type { TriageComparison, TriageRerun } from '../../src/domain/triage/rerun.js';

/** A page of a batch job: ids of tickets, and on the first page how many there are in all. Null: not counted. */
export interface BatchPage {
  readonly ticketIds: readonly string[];
  readonly remaining: number | null;
}

/** On `holdfast-lifecycle`: short, against MongoDB (and, for re-runs, Temporal) only. */
export interface LifecycleActivities {
  /**
   * Finds a moderator if necessary.
   * `reconsider` also moves an unaccepted ticket to a moderator who fits.
   */
  assignTicket(input: { readonly ticketId: string; readonly reconsider?: boolean }): Promise<TicketSnapshot>;
  /** Performs all due actions. */
  advanceTicket(input: { readonly ticketId: string }): Promise<TicketSnapshot>;
  /** Continues a ticket without an AI answer, with the result of the built-in rules. */
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
  /** Moves the tickets to the policy. Tickets that are already on it count as moved. */
  moveToPolicy(
    input: Omit<PolicyMoveOrder, 'selection'> & { readonly ticketIds: readonly string[] },
  ): Promise<PolicyMoveCounts>;
  /**
   * Puts some open tickets of a person who has left back through assignment; returns how many may remain.
   */
  releaseTickets(input: { readonly accountId: string }): Promise<{ readonly remaining: number }>;
  /**
   * Re-evaluates some unaccepted tickets of this person; returns the id to continue after, null at the end.
   */
  replanTickets(input: {
    readonly eventId: string;
    readonly accountId: string;
    readonly afterId: string | null;
  }): Promise<{ readonly afterId: string | null }>;
  /** Replaces the name of an erased person in all copies; returns the number of places. */
  eraseTraces(input: { readonly accountId: string }): Promise<{ readonly renamed: number }>;
  /** Moves tickets and comments of a merged account, or back after an undo; returns how many. */
  moveTraces(input: { readonly accountId: string }): Promise<{ readonly moved: number }>;
  /**
   * Writes the export of a person to its file, continuing after an interrupted attempt; returns the number of rows.
   */
  writePersonExport(input: { readonly jobId: string }): Promise<{ readonly rows: number }>;
  /** Records that the export has failed, and deletes the parts of its file. */
  failPersonExport(input: { readonly jobId: string }): Promise<void>;
  /** Changes some remaining tickets of a bulk job; returns the progress of the job. */
  changeNextTickets(input: { readonly jobId: string }): Promise<JobProgress>;
  /** Runs triage again in the ticket's own workflow, and waits for the result. */
  rerunTicket(input: { readonly ticketId: string; readonly requestId: string }): Promise<TriageRerun>;
  /** Checks all open tickets and starts the workflows that are missing or have ended. */
  repairTickets(input: {
    readonly sweepId: string;
    readonly requestedBy: string | null;
  }): Promise<TicketFindings>;
  /** Wakes workflows of final tickets, so that they end. */
  pokeLingering(input: { readonly sweepId: string }): Promise<Tally>;
  /** Publishes events that waited too long in the outbox, and continues mails, redactions and merges that are late. */
  publishStragglers(): Promise<Pick<SweepReport, 'published' | 'unpublished'>>;
  /**
   * Stores the report, and writes mails to the managers if tickets were repaired; returns the mails to send.
   */
  reportSweep(input: {
    readonly sweepId: string;
    readonly report: SweepReport;
  }): Promise<{ readonly deliveryIds: readonly string[] }>;
  /** Trains a version of the local classifier, and activates it if it is better. `busy`: another training runs. */
  trainTriageModel(input: {
    readonly trainingId: string;
    readonly requestedBy: string | null;
  }): Promise<{ readonly result: TrainingResult | 'busy' }>;
  /** Records why a mail failed, for a person to inspect; `fault` contains nothing of its text. */
  putMailAside(input: { readonly mailId: string; readonly fault: string }): Promise<void>;
  /** Adds a note about the rejected file to its ticket, for staff. */
  reportInfectedFile(input: { readonly fileId: string }): Promise<void>;
  /** Completes the analysis of a file; returns the ticket whose triage must read it, null for none. */
  finishFile(input: { readonly fileId: string }): Promise<{ readonly retriage: string | null }>;
  /** Deletes mails after their retention period; returns how many, and how many incomplete ones. */
  removeOldMails(): Promise<{ readonly expired: number; readonly orphans: number }>;
  /** Ids of the mails that an event has made. */
  mailsOfEvent(input: { readonly eventId: string }): Promise<{ readonly deliveryIds: readonly string[] }>;
  /** Writes the due digests and reminders to review articles; returns the mails to send. `at` is `HH:MM`. */
  writeDigests(input: { readonly at: string }): Promise<{ readonly deliveryIds: readonly string[] }>;
}

/** On `holdfast-ai`: slow, and limited by the provider. */
export interface AiActivities {
  /** Asks the model and writes its answer to the ticket. Fails with the type of the domain's error code. */
  triageTicket(input: { readonly ticketId: string; readonly runId: string }): Promise<TicketSnapshot>;
  /** Asks the model, and returns what a re-run would change. Writes nothing to the ticket. */
  previewTriage(input: { readonly ticketId: string }): Promise<TriageComparison>;
}

/** On `holdfast-inbound`: holds whole messages in memory. */
export interface InboundActivities {
  /** Processes a received mail, once. Without `effort` the parse is quick. */
  receiveMail(input: { readonly mailId: string; readonly effort?: ParseEffort }): Promise<MailOutcome>;
  /** Removes what a redaction looks for from everything that is kept, from where an attempt before was broken off. */
  applyRedaction(input: { readonly redactionId: string }): Promise<{ readonly places: number }>;
}

/** On `holdfast-files`: holds whole files in memory, and takes a core for each. */
export interface FileActivities {
  /** Asks the virus scanner about a file that it has not seen. `gone`: the file was removed. */
  scanFile(input: {
    readonly fileId: string;
  }): Promise<{ readonly outcome: 'released' | 'infected' | 'gone' }>;
  /** Reads the text of a file, once, and stores it. */
  readFile(input: { readonly fileId: string }): Promise<void>;
}

/** On `holdfast-webhooks`: waits for servers of others. */
export interface WebhookActivities {
  /** Makes one attempt if it is due. `waitMs` until the next check, in milliseconds; null when the delivery has ended. */
  deliverWebhook(input: { readonly deliveryId: string }): Promise<{ readonly waitMs: number | null }>;
  /** Pushes a notification to the browsers that do not have it. Fails with `unavailable` if one must be tried again. */
  sendPush(input: { readonly notificationId: string }): Promise<void>;
  /** Sends the events since an instant (ISO 8601) that the endpoint does not have, continuing after an interrupted attempt. */
  recoverWebhooks(input: {
    readonly endpointId: string;
    readonly since: string;
  }): Promise<{ readonly delivered: number }>;
}

/** The remaining work after sending mails: none if absent, as in histories before this field existed. */
export interface MailsLeft {
  /** Ids of postponed mails, as in quiet hours. */
  readonly waiting?: readonly string[];
  /** ISO 8601. Until when the first of them waits. */
  readonly waitUntil?: string;
  /** Ids of batched mails to send instead. */
  readonly gatherings?: readonly string[];
}

/** On `holdfast-mail`: waits for mail servers. */
export interface MailActivities {
  /** Sends one delivery once. */
  sendDelivery(input: { readonly deliveryId: string }): Promise<{ readonly state: string } & MailsLeft>;
  /** Sends each delivery once. Fails if an unsent one may still be sent. */
  sendDeliveries(input: { readonly deliveryIds: readonly string[] }): Promise<MailsLeft | undefined>;
}
