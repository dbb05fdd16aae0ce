import type { AccountEvent, AccountEventType } from '../../domain/accounts/account-events.js';
import type { MailEvent } from '../../domain/inbound-mail/received-mail.js';
import type { PolicyMoveOrder, PolicyMoveProgress } from '../../domain/policy-changes/policy-job.js';
import type { EventType, TicketEvent } from '../../domain/tickets/events.js';
import type { RerunJob, RerunSelection, TriageRerun } from '../../domain/triage/rerun.js';
import type { Ticket } from '../../domain/tickets/ticket.js';

/** A job that moves tickets to a policy, with the id from its request. */
export interface PolicyMoveJob extends PolicyMoveProgress {
  readonly id: string;
}

/**
 * Holdfast's way to the workflows. Every call throws DomainError `unavailable` while Temporal cannot be reached.
 */
export interface WorkflowGateway {
  /** Starts the ticket's workflow; a workflow that runs or has run already is a success. */
  startLifecycle(event: Pick<TicketEvent, 'ticketId' | 'ticketNumber'>): Promise<void>;
  /** Wakes the ticket's workflow, and starts a missing one. A finished one is not changed. */
  wake(
    cause: Pick<TicketEvent, 'id' | 'ticketId' | 'ticketNumber'> & {
      readonly type: EventType | AccountEventType;
    },
  ): Promise<void>;
  /** Starts the workflow for the follow-up work of an account change. The same event starts it once. */
  followUpAccount(event: Pick<AccountEvent, 'id' | 'account' | 'followUps'>): Promise<void>;
  /** Starts the workflow that processes a mail; the same event starts it once. */
  receiveMail(event: Pick<MailEvent, 'id' | 'type' | 'mailId'>): Promise<void>;
  /** Starts the workflow that scans and reads a file; one that runs or has run already is a success. */
  startFile(fileId: string): Promise<void>;
  /** Starts the workflow of a redaction; one that runs or has run already under this id is a success. */
  startRedaction(redactionId: string): Promise<void>;
  /**
   * Runs triage again in the ticket's workflow and waits for the outcome.
   * The same `requestId` runs once.
   * @throws DomainError `unavailable` also while the ticket's workflow has not started.
   */
  rerunTriage(ticket: Pick<Ticket, 'number'>, requestId: string): Promise<TriageRerun>;
  /** Starts the batch; one that runs or has run already under this id is a success. A dry run writes nothing. */
  startRerunJob(
    jobId: string,
    selection: RerunSelection,
    options?: { readonly isDryRun?: boolean },
  ): Promise<RerunJob>;
  /** Returns the job; null if it does not exist, or Temporal no longer has it. */
  rerunJob(jobId: string): Promise<RerunJob | null>;
  /** Starts a repair sweep; one that runs or has run already under this id is a success. */
  startSweep(sweepId: string, requestedBy: string): Promise<void>;
  /** Starts a training of the local classifier; one that runs or has run already under this id is a success. */
  startTraining(trainingId: string, requestedBy: string): Promise<void>;
  /** Starts the job; one that runs or has run already under this id is a success. */
  startPolicyMove(order: PolicyMoveOrder): Promise<PolicyMoveJob>;
  /** Returns the job; null if it does not exist, or Temporal no longer has it. */
  policyMove(jobId: string): Promise<PolicyMoveJob | null>;
  /** Starts the workflow of a bulk job; one that runs or has run already under this id is a success. */
  startBulkJob(jobId: string): Promise<void>;
  /**
   * Starts the workflow of a webhook delivery after a delay in milliseconds.
   * A running one is a success. One that has ended starts again, and ends if nothing is pending.
   */
  startWebhookDelivery(deliveryId: string, delayMs: number): Promise<void>;
  /** Starts the workflow that pushes a notification; one that runs or has run already is a success. */
  startPush(notificationId: string): Promise<void>;
  /** Has a delivery checked now: wakes its workflow, or starts it. */
  wakeWebhookDelivery(deliveryId: string): Promise<void>;
  /** Starts a recovery after a delay in milliseconds; one that runs or has run already under this id is a success. */
  startWebhookRecovery(
    recovery: { readonly id: string; readonly endpointId: string; readonly since: Date },
    delayMs: number,
  ): Promise<void>;
  /**
   * Starts the workflow of a person's export.
   * A running or finished one with this id is a success, and a terminated one starts again.
   */
  startPersonExport(jobId: string): Promise<void>;
}
