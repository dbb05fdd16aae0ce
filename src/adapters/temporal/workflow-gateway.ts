import {
  Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowStartOptions,
  type ConnectionLike,
} from '@temporalio/client';
import type { DataConverter, QueryDefinition } from '@temporalio/common';
import type { AccountEvent } from '../../domain/accounts/account-events.js';
import { DomainError } from '../../domain/errors.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { MailEvent } from '../../domain/inbound-mail/received-mail.js';
import type { PolicyMoveOrder } from '../../domain/policy-changes/policy-job.js';
import type { RerunJob, RerunSelection, TriageRerun } from '../../domain/triage/rerun.js';
import type { Tracer } from '../../ports/operations/tracer.js';
import type { PolicyMoveJob, WorkflowGateway } from '../../ports/operations/workflow-gateway.js';
import {
  ACCOUNT_FOLLOW_UP,
  type AccountFollowUpInput,
} from '../../../workflows/contracts/account-follow-up.js';
import {
  APPLY_POLICY_BATCH,
  policyMoveProgress,
  type ApplyPolicyInput,
} from '../../../workflows/contracts/apply-policy-batch.js';
import { ANALYSE_FILE, type AnalyseFileInput } from '../../../workflows/contracts/analyse-file.js';
import { BULK_CHANGE, type BulkChangeInput } from '../../../workflows/contracts/bulk-change.js';
import { PERSON_EXPORT, type PersonExportInput } from '../../../workflows/contracts/person-export.js';
import { RECEIVE_MAIL, type ReceiveMailInput } from '../../../workflows/contracts/receive-mail.js';
import { REDACT_COMMENT, type RedactCommentInput } from '../../../workflows/contracts/redact-comment.js';
import {
  RERUN_TRIAGE_BATCH,
  rerunProgress,
  type RerunBatchInput,
} from '../../../workflows/contracts/rerun-triage-batch.js';
import { REPAIR_SWEEP, type RepairSweepInput } from '../../../workflows/contracts/repair-sweep.js';
import {
  TRAIN_TRIAGE_MODEL,
  type TrainTriageModelInput,
} from '../../../workflows/contracts/train-triage-model.js';
import { SLACK_WORK, wakeSlackWork, type SlackWorkInput } from '../../../workflows/contracts/slack.js';
import {
  wakeDelivery,
  WEBHOOK_DELIVERY,
  WEBHOOK_RECOVERY,
  type WebhookDeliveryInput,
  type WebhookRecoveryInput,
} from '../../../workflows/contracts/webhooks.js';
import { PUSH_NOTIFICATION, type PushNotificationInput } from '../../../workflows/contracts/push.js';
import { wake, rerunTriage, TICKET_LIFECYCLE } from '../../../workflows/contracts/ticket-lifecycle.js';
import {
  accountWorkflowId,
  bulkWorkflowId,
  fileWorkflowId,
  personExportWorkflowId,
  policyMoveWorkflowId,
  pushWorkflowId,
  receivedMailWorkflowId,
  redactionWorkflowId,
  rerunWorkflowId,
  slackWorkflowId,
  sweepWorkflowId,
  ticketWorkflowId,
  trainingWorkflowId,
  webhookRecoveryWorkflowId,
  webhookWorkflowId,
} from '../../../workflows/ids.js';
import { CALL_MS, callTemporal } from './calls.js';
import { lifecycleStart } from './lifecycle-start.js';
import { traceCalls } from './traces.js';

export interface GatewayOptions {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  readonly tracer: Tracer;
  readonly taskQueue: string;
  /**
   * True if `connection` belongs to a worker in this process, which then gets the first task with the answer.
   */
  readonly startsEagerly: boolean;
}

/**
 * Timeout of a re-run, which waits for a model.
 * Just below the activity's own timeout, so that the reason is reported.
 */
const RERUN_MS = 110_000;

/** One workflow for each id: the default would restart an ended one. */
const START_ONCE = {
  workflowIdReusePolicy: 'REJECT_DUPLICATE',
  workflowIdConflictPolicy: 'USE_EXISTING',
} as const;

type TicketKey = Pick<TicketEvent, 'ticketId' | 'ticketNumber'>;

/** Holdfast's way to its workflows over the Temporal client. */
export class TemporalWorkflowGateway implements WorkflowGateway {
  private readonly client: Client;

  constructor(private readonly options: GatewayOptions) {
    const { connection, namespace, dataConverter, tracer } = options;
    const interceptors = { workflow: traceCalls(tracer) };
    this.client = new Client({ connection, namespace, dataConverter, interceptors });
  }

  async startLifecycle(ticket: TicketKey): Promise<void> {
    await this.once(() =>
      this.client.workflow.start(TICKET_LIFECYCLE, {
        ...this.lifecycleOptions(ticket),
        requestEagerStart: this.options.startsEagerly,
      }),
    );
  }

  async wake(event: TicketKey & Pick<TicketEvent, 'id' | 'type'>): Promise<void> {
    await this.once(() =>
      this.client.workflow.signalWithStart(TICKET_LIFECYCLE, {
        ...this.lifecycleOptions(event),
        signal: wake,
        signalArgs: [{ eventId: event.id, type: event.type }],
      }),
    );
  }

  async followUpAccount({
    id,
    account,
    followUps,
  }: Pick<AccountEvent, 'id' | 'account' | 'followUps'>): Promise<void> {
    if (account === null) return;
    const input: AccountFollowUpInput = { eventId: id, accountId: account.id, followUps };
    const summary = `Follows up a change of an account: ${followUps.join(', ').replaceAll('_', ' ')}`;
    await this.startJob(ACCOUNT_FOLLOW_UP, accountWorkflowId(id), input, summary);
  }

  async receiveMail({ id, type, mailId }: Pick<MailEvent, 'id' | 'type' | 'mailId'>): Promise<void> {
    const input: ReceiveMailInput = { mailId };
    const workflowId = receivedMailWorkflowId(mailId, type === 'mail.replayed' ? id : undefined);
    await this.startJob(RECEIVE_MAIL, workflowId, input, 'Processes a received mail');
  }

  async rerunTriage(ticket: { readonly number: string }, requestId: string): Promise<TriageRerun> {
    return this.call(RERUN_MS, () =>
      this.client.workflow
        .getHandle(ticketWorkflowId(ticket.number))
        .executeUpdate(rerunTriage, { args: [{ requestId }], updateId: requestId }),
    );
  }

  async startRerunJob(
    jobId: string,
    selection: RerunSelection,
    { isDryRun = false }: { readonly isDryRun?: boolean } = {},
  ): Promise<RerunJob> {
    const input: RerunBatchInput = { jobId, selection, ...(isDryRun ? { isDryRun } : {}) };
    const summary = isDryRun
      ? 'Shows what a re-run of AI triage would change'
      : 'Runs AI triage of many tickets again';
    await this.startJob(RERUN_TRIAGE_BATCH, rerunWorkflowId(jobId), input, summary);
    const total = selection.kind === 'tickets' ? selection.ticketIds.length : 0;
    return {
      ...{ id: jobId, state: 'running', total, done: 0, changed: 0, failed: 0 },
      ...(isDryRun ? { comparisons: [] } : {}),
    };
  }

  async rerunJob(jobId: string): Promise<RerunJob | null> {
    const progress = await this.progressOf(rerunWorkflowId(jobId), rerunProgress);
    return progress === null ? null : { id: jobId, ...progress };
  }

  async startPolicyMove(order: PolicyMoveOrder): Promise<PolicyMoveJob> {
    const { jobId, policy, selection } = order;
    const input: ApplyPolicyInput = order;
    const summary = `Moves open tickets to the SLA policy ${policy}`;
    await this.startJob(APPLY_POLICY_BATCH, policyMoveWorkflowId(jobId), input, summary);
    const total = selection.kind === 'tickets' ? selection.ticketIds.length : 0;
    return { id: jobId, state: 'running', total, done: 0, moved: 0, skipped: 0, failed: 0 };
  }

  async policyMove(jobId: string): Promise<PolicyMoveJob | null> {
    const progress = await this.progressOf(policyMoveWorkflowId(jobId), policyMoveProgress);
    return progress === null ? null : { id: jobId, ...progress };
  }

  async startBulkJob(jobId: string): Promise<void> {
    const input: BulkChangeInput = { jobId };
    const summary = 'Bulk change of tickets';
    await this.startJob(BULK_CHANGE, bulkWorkflowId(jobId), input, summary);
  }

  async startPersonExport(jobId: string): Promise<void> {
    const input: PersonExportInput = { jobId };
    const workflowId = personExportWorkflowId(jobId);
    const reuse = { workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' } as const;
    await this.startJob(PERSON_EXPORT, workflowId, input, 'Writes the export of a person into a file', reuse);
  }

  async startRedaction(redactionId: string): Promise<void> {
    const input: RedactCommentInput = { redactionId };
    const summary = 'Redacts a text or a file wherever it is kept';
    await this.startJob(REDACT_COMMENT, redactionWorkflowId(redactionId), input, summary);
  }

  async startFile(fileId: string): Promise<void> {
    const input: AnalyseFileInput = { fileId };
    await this.startJob(ANALYSE_FILE, fileWorkflowId(fileId), input, 'Scans a file and reads its text');
  }

  async startSweep(sweepId: string, requestedBy: string): Promise<void> {
    const input: RepairSweepInput = { sweepId, requestedBy };
    const summary = 'Repair sweep, requested by an administrator';
    await this.startJob(REPAIR_SWEEP, sweepWorkflowId(sweepId), input, summary);
  }

  async startTraining(trainingId: string, requestedBy: string): Promise<void> {
    const input: TrainTriageModelInput = { trainingId, requestedBy };
    const summary = 'Trains the local classifier, requested by an administrator';
    await this.startJob(TRAIN_TRIAGE_MODEL, trainingWorkflowId(trainingId), input, summary);
  }

  async startWebhookDelivery(deliveryId: string, delayMs: number): Promise<void> {
    await this.once(() =>
      this.client.workflow.start(WEBHOOK_DELIVERY, {
        ...this.webhookOptions(deliveryId),
        startDelay: delayMs,
      }),
    );
  }

  async startPush(notificationId: string): Promise<void> {
    const input: PushNotificationInput = { notificationId };
    const summary = 'Pushes a notification to the browsers of a person';
    await this.startJob(PUSH_NOTIFICATION, pushWorkflowId(notificationId), input, summary);
  }

  async wakeWebhookDelivery(deliveryId: string): Promise<void> {
    await this.once(() =>
      this.client.workflow.signalWithStart(WEBHOOK_DELIVERY, {
        ...this.webhookOptions(deliveryId),
        signal: wakeDelivery,
        signalArgs: [],
      }),
    );
  }

  async startWebhookRecovery(
    { id, endpointId, since }: { readonly id: string; readonly endpointId: string; readonly since: Date },
    delayMs: number,
  ): Promise<void> {
    const input: WebhookRecoveryInput = { endpointId, since: since.toISOString() };
    const workflowId = webhookRecoveryWorkflowId(endpointId, id);
    const summary = 'Sends an endpoint the events that it does not have';
    await this.startJob(WEBHOOK_RECOVERY, workflowId, input, summary, { startDelay: delayMs });
  }

  async wakeSlack(key: string): Promise<void> {
    const input: SlackWorkInput = { key };
    const summary = 'Takes over from Slack, or shows a ticket there';
    await this.once(() =>
      this.client.workflow.signalWithStart(SLACK_WORK, {
        ...this.startAgain(slackWorkflowId(key), input, summary),
        signal: wakeSlackWork,
        signalArgs: [],
      }),
    );
  }

  private webhookOptions(deliveryId: string) {
    const input: WebhookDeliveryInput = { deliveryId };
    return this.startAgain(
      webhookWorkflowId(deliveryId),
      input,
      'Sends an event to an endpoint until it has it',
    );
  }

  /** For work whose own record says whether anything is left to do, so an ended workflow may start again. */
  private startAgain<I>(workflowId: string, input: I, staticSummary: string) {
    return {
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue: this.options.taskQueue,
      workflowId,
      args: [input] as [I],
      staticSummary,
    } as const;
  }

  private async startJob(
    workflow: string,
    workflowId: string,
    input: unknown,
    summary: string,
    reuse: Pick<WorkflowStartOptions, 'workflowIdReusePolicy' | 'startDelay'> = {},
  ): Promise<void> {
    await this.once(() =>
      this.client.workflow.start(workflow, {
        ...START_ONCE,
        ...reuse,
        taskQueue: this.options.taskQueue,
        workflowId,
        args: [input],
        staticSummary: summary,
      }),
    );
  }

  /** Null when there is no such workflow, or Temporal has forgotten it. */
  private async progressOf<T>(workflowId: string, query: QueryDefinition<T>): Promise<T | null> {
    try {
      return await this.call(CALL_MS, () => this.client.workflow.getHandle(workflowId).query(query));
    } catch (error) {
      if (error instanceof DomainError && error.cause instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }

  private lifecycleOptions({ ticketId, ticketNumber }: TicketKey) {
    return { ...START_ONCE, ...lifecycleStart(this.options.taskQueue, { ticketId, ticketNumber }) };
  }

  /** A start under {@link START_ONCE}. Started before, and perhaps ended since, is as good as started now. */
  private async once(start: () => Promise<unknown>): Promise<void> {
    await this.call(CALL_MS, async () => {
      try {
        await start();
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    });
  }

  private call<T>(withinMs: number, run: () => Promise<T>): Promise<T> {
    return callTemporal(this.options.connection, withinMs, run);
  }
}
