import type { TicketFindings } from '../src/domain/sweep-report.js';
import { advanceTicket } from '../src/app/tickets/advance-ticket.js';
import { assignmentStep } from '../src/app/tickets/assignment/assignment-step.js';
import { planAutomaticAnswer } from '../src/app/assist/automatic/plan-automatic-answer.js';
import { writeDigests } from '../src/app/mail/write-digests.js';
import { changeNextTickets } from '../src/app/tickets/bulk/change-next-tickets.js';
import type { AppDeps } from '../src/app/deps.js';
import { countDeflections } from '../src/app/knowledge/count-deflections.js';
import { remindOfReviews } from '../src/app/knowledge/remind-of-reviews.js';
import { receiveMail } from '../src/app/inbound-mail/receive-mail.js';
import { removeOldMails } from '../src/app/inbound-mail/kept/remove-old-mails.js';
import { restartKeptMails } from '../src/app/inbound-mail/kept/restart-kept-mails.js';
import { lookAfter } from '../src/app/tickets/snapshot-ticket.js';
import { eraseTraces, type ErasureNote } from '../src/app/personal-data/erase-traces.js';
import { moveTraces } from '../src/app/personal-data/move-traces.js';
import { removeOldExports } from '../src/app/personal-data/remove-old-exports.js';
import { applyRedaction, type RedactionNote } from '../src/app/tickets/redaction/apply-redaction.js';
import { restartRedactions } from '../src/app/tickets/redaction/restart-redactions.js';
import { releaseTickets } from '../src/app/tickets/assignment/release-tickets.js';
import { replanTickets } from '../src/app/tickets/assignment/replan-tickets.js';
import { writeExport, type ExportNote } from '../src/app/personal-data/write-export.js';
import { rerunOne, selectFallbackTickets } from '../src/app/triage/rerun-triage.js';
import { moveToPolicy, selectForPolicy } from '../src/app/policy-changes/apply-policy.js';
import { sendDeliveries } from '../src/app/mail/send-deliveries.js';
import { sendDelivery } from '../src/app/mail/send-delivery.js';
import { wakeLingering } from '../src/app/operations/sweep/wake-lingering.js';
import { publishStragglers } from '../src/app/operations/sweep/publish-stragglers.js';
import { repairTickets, type RepairProgress } from '../src/app/operations/sweep/repair-tickets.js';
import { resumeMerges } from '../src/app/personal-data/resume-merges.js';
import { reportSweep } from '../src/app/operations/sweep/report-sweep.js';
import { fallBackTriage } from '../src/app/triage/fall-back-triage.js';
import { trainModel } from '../src/app/triage/learning/train-model.js';
import { sendPush } from '../src/app/notifications/send-push.js';
import { deliverWebhook, restartWebhooks } from '../src/app/webhooks/deliver-webhook.js';
import { recoverWebhooks, type RecoveryNote } from '../src/app/webhooks/recover-webhooks.js';
import { previewTriage } from '../src/app/triage/preview-triage.js';
import { triageTicket } from '../src/app/triage/triage-ticket.js';
import { finishFile } from '../src/app/tickets/files/finish-file.js';
import { readFileText } from '../src/app/files/read-file-text.js';
import { reportInfectedFile } from '../src/app/tickets/files/report-infected-file.js';
import { scanFile } from '../src/app/files/scan-file.js';
import { sweepFiles } from '../src/app/files/sweep-files.js';
import type {
  AiActivities,
  FileActivities,
  InboundActivities,
  LifecycleActivities,
  MailActivities,
  WebhookActivities,
} from '../workflows/contracts/activities.js';
import { withFailures } from './failures.js';
import { whileBeating, whileNoting } from './heartbeat.js';
import { mailsLeft } from './mails-left.js';

export interface ActivityGroups {
  readonly lifecycle: LifecycleActivities;
  readonly ai: AiActivities;
  readonly mail: MailActivities;
  readonly inbound: InboundActivities;
  readonly files: FileActivities;
  readonly webhooks: WebhookActivities;
}

/** The activities of every queue, thin calls into the use cases. Each may be run twice and then does nothing more. */
export function createActivities(deps: AppDeps): ActivityGroups {
  return {
    lifecycle: withFailures<LifecycleActivities>({
      assignTicket: ({ ticketId, reconsider }) =>
        lookAfter(deps, ticketId, () => assignmentStep(deps, ticketId, { reconsider: reconsider ?? false })),
      advanceTicket: ({ ticketId }) => lookAfter(deps, ticketId, () => advanceTicket(deps, ticketId)),
      fallBackTriage: ({ ticketId, runId }) =>
        lookAfter(deps, ticketId, () => fallBackTriage(deps, ticketId, runId)),
      selectFallbackTickets: ({ afterId, limit }) => selectFallbackTickets(deps, afterId, limit),
      selectForPolicy: ({ policy, afterId, limit }) => selectForPolicy(deps, policy, afterId, limit),
      moveToPolicy: ({ ticketIds, ...order }) => whileBeating(() => moveToPolicy(deps, order, ticketIds)),
      releaseTickets: ({ accountId }) => releaseTickets(deps, accountId),
      replanTickets: (input) => replanTickets(deps, input),
      mailsOfEvent: async ({ eventId }) => ({ deliveryIds: await deps.deliveries.ofEvent(eventId) }),
      eraseTraces: ({ accountId }) =>
        whileNoting<{ readonly renamed: number }, ErasureNote>((course) =>
          eraseTraces(deps, accountId, course),
        ),
      moveTraces: ({ accountId }) => whileBeating((signal) => moveTraces(deps, accountId, signal)),
      writePersonExport: ({ jobId }) =>
        whileNoting<{ readonly rows: number }, ExportNote>((course) => writeExport(deps, jobId, course)),
      failPersonExport: ({ jobId }) => deps.personExports.end(jobId, 'failed'),
      repairTickets: (request) =>
        whileNoting<TicketFindings, RepairProgress>((course) => repairTickets(deps, request, course)),
      pokeLingering: ({ sweepId }) => whileBeating(() => wakeLingering(deps, sweepId)),
      publishStragglers: () =>
        whileBeating(async () => {
          await restartKeptMails(deps);
          await restartRedactions(deps);
          await resumeMerges(deps);
          await restartWebhooks(deps);
          return publishStragglers(deps);
        }),
      reportSweep: async ({ sweepId, report }) => ({
        deliveryIds: await reportSweep(deps, sweepId, report),
      }),
      trainTriageModel: async ({ trainingId, requestedBy }) => ({
        result: await whileBeating((signal) => trainModel(deps, { holder: trainingId, requestedBy }, signal)),
      }),
      reportInfectedFile: ({ fileId }) => reportInfectedFile(deps, fileId),
      finishFile: ({ fileId }) => finishFile(deps, fileId),
      putMailAside: ({ mailId, fault }) => deps.receivedMails.fail(mailId, fault),
      removeOldMails: () =>
        whileBeating(async (signal) => {
          await removeOldExports(deps, signal);
          await sweepFiles(deps, signal);
          return removeOldMails(deps, signal);
        }),
      writeDigests: async ({ at }) => ({
        deliveryIds: await whileBeating(async (signal) => {
          const digests = await writeDigests(deps, at);
          const reminders = await remindOfReviews(deps);
          await countDeflections(deps, signal);
          return [...digests, ...reminders];
        }),
      }),
      changeNextTickets: ({ jobId }) => whileBeating((signal) => changeNextTickets(deps, jobId, signal)),
      rerunTicket: ({ ticketId, requestId }) => rerunOne(deps, ticketId, requestId),
    }),
    ai: withFailures<AiActivities>({
      previewTriage: ({ ticketId }) => whileBeating((signal) => previewTriage(deps, ticketId, signal)),
      triageTicket: ({ ticketId, runId }) =>
        whileBeating((signal) =>
          lookAfter(deps, ticketId, async () => {
            const startedAt = performance.now();
            const ticket = await triageTicket(deps, ticketId, runId, signal);
            return planAutomaticAnswer(deps, ticket, startedAt, signal);
          }),
        ),
    }),
    mail: withFailures<MailActivities>({
      sendDelivery: async ({ deliveryId }) => {
        const outcome = await sendDelivery(deps, deliveryId);
        return { state: outcome.state, ...mailsLeft([outcome]) };
      },
      sendDeliveries: async ({ deliveryIds }) => mailsLeft(await sendDeliveries(deps, deliveryIds)),
    }),
    files: withFailures<FileActivities>({
      scanFile: ({ fileId }) => whileBeating((signal) => scanFile(deps, fileId, signal)),
      readFile: ({ fileId }) => whileBeating((signal) => readFileText(deps, fileId, signal)),
    }),
    webhooks: withFailures<WebhookActivities>({
      deliverWebhook: async ({ deliveryId }) => ({ waitMs: await deliverWebhook(deps, deliveryId) }),
      sendPush: ({ notificationId }) => sendPush(deps, notificationId),
      recoverWebhooks: ({ endpointId, since }) =>
        whileNoting<{ readonly delivered: number }, RecoveryNote>((course) =>
          recoverWebhooks(deps, { endpointId, since: new Date(since) }, course),
        ),
    }),
    inbound: withFailures<InboundActivities>({
      receiveMail: ({ mailId, effort }) =>
        whileBeating((signal) => receiveMail(deps, mailId, { effort: effort ?? 'quick', signal })),
      applyRedaction: ({ redactionId }) =>
        whileNoting<{ readonly places: number }, RedactionNote>((course) =>
          applyRedaction(deps, redactionId, course),
        ),
    }),
  };
}
