import { proxyActivities, workflowInfo, type ActivityOptions } from '@temporalio/workflow';
import {
  AI_OPTIONS,
  BULK_OPTIONS,
  ERASURE_OPTIONS,
  EXPORT_OPTIONS,
  LATER_AI_OPTIONS,
  LIFECYCLE_OPTIONS,
  MAIL_OPTIONS,
  POLICY_MOVE_OPTIONS,
  READ_FILE_OPTIONS,
  RECEIVE_MAIL_OPTIONS,
  REDACTION_OPTIONS,
  RERUN_OPTIONS,
  SCAN_OPTIONS,
  SWEEP_OPTIONS,
  TRAINING_OPTIONS,
  PUSH_OPTIONS,
  WEBHOOK_OPTIONS,
  WEBHOOK_RECOVERY_OPTIONS,
} from './activity-options.js';
import type {
  AiActivities,
  FileActivities,
  InboundActivities,
  LifecycleActivities,
  MailActivities,
  WebhookActivities,
} from './contracts/activities.js';
import { sisterQueues } from './ids.js';

type Activities = AiActivities &
  FileActivities &
  InboundActivities &
  LifecycleActivities &
  MailActivities &
  WebhookActivities;

/** The same activity as `triageTicket`, for a ticket that has all the time. */
interface LaterActivities {
  readonly triageLater: AiActivities['triageTicket'];
}

/**
 * Returns the activities for workflows:
 * on their queue, with their options and their summaries for the Web UI.
 */
export function activitiesOfThisQueue(): Activities & LaterActivities {
  const queues = sisterQueues(workflowInfo().taskQueue);
  return {
    triageTicket: one(
      'triageTicket',
      { ...AI_OPTIONS, taskQueue: queues.ai },
      'Ask the AI what this is about',
    ),
    triageLater: one(
      'triageTicket',
      { ...LATER_AI_OPTIONS, taskQueue: queues.ai },
      'Ask the AI once it has room',
    ),
    previewTriage: one(
      'previewTriage',
      { ...AI_OPTIONS, taskQueue: queues.ai },
      'Ask the AI what a re-run would change',
    ),
    assignTicket: one('assignTicket', LIFECYCLE_OPTIONS, 'Find the right moderator'),
    advanceTicket: one('advanceTicket', LIFECYCLE_OPTIONS, 'Do what is due and say when to look again'),
    fallBackTriage: one('fallBackTriage', LIFECYCLE_OPTIONS, 'Continue without the AI'),
    selectFallbackTickets: one('selectFallbackTickets', LIFECYCLE_OPTIONS, 'Find tickets on fallback triage'),
    selectForPolicy: one(
      'selectForPolicy',
      LIFECYCLE_OPTIONS,
      'Find tickets on other versions of the policy',
    ),
    moveToPolicy: one('moveToPolicy', POLICY_MOVE_OPTIONS, 'Move tickets to the policy'),
    releaseTickets: one('releaseTickets', LIFECYCLE_OPTIONS, 'Put open tickets back through assignment'),
    replanTickets: one('replanTickets', LIFECYCLE_OPTIONS, 'Have tickets looked at with the new hours'),
    eraseTraces: one('eraseTraces', ERASURE_OPTIONS, 'Erase the name wherever it is kept'),
    moveTraces: one('moveTraces', ERASURE_OPTIONS, 'Move tickets and comments of merged people'),
    writePersonExport: one('writePersonExport', EXPORT_OPTIONS, 'Write the export of a person into its file'),
    failPersonExport: one('failPersonExport', LIFECYCLE_OPTIONS, 'Note that the export has failed'),
    changeNextTickets: one('changeNextTickets', BULK_OPTIONS, 'Change the next tickets of this job'),
    rerunTicket: one('rerunTicket', RERUN_OPTIONS, 'Run triage of one ticket again'),
    repairTickets: one('repairTickets', SWEEP_OPTIONS, 'Go over the open tickets and start what has stopped'),
    pokeLingering: one('pokeLingering', SWEEP_OPTIONS, 'Find workflows of tickets that are over'),
    publishStragglers: one('publishStragglers', SWEEP_OPTIONS, 'Publish events left in the outbox'),
    trainTriageModel: one('trainTriageModel', TRAINING_OPTIONS, 'Learn from solved tickets'),
    reportSweep: one('reportSweep', LIFECYCLE_OPTIONS, 'Write the report, and to the managers'),
    mailsOfEvent: one('mailsOfEvent', LIFECYCLE_OPTIONS, 'Find the mails to the managers'),
    writeDigests: one('writeDigests', SWEEP_OPTIONS, 'Write the digests for whom it is time'),
    receiveMail: one(
      'receiveMail',
      { ...RECEIVE_MAIL_OPTIONS, taskQueue: queues.inbound },
      'Read the mail and do what it asks',
    ),
    applyRedaction: one(
      'applyRedaction',
      { ...REDACTION_OPTIONS, taskQueue: queues.inbound },
      'Remove it wherever it is kept',
    ),
    scanFile: one('scanFile', { ...SCAN_OPTIONS, taskQueue: queues.files }, 'Ask the virus scanner'),
    readFile: one('readFile', { ...READ_FILE_OPTIONS, taskQueue: queues.files }, 'Read the text of the file'),
    reportInfectedFile: one('reportInfectedFile', LIFECYCLE_OPTIONS, 'Tell staff that the file was rejected'),
    finishFile: one('finishFile', LIFECYCLE_OPTIONS, 'Tell what the file is about'),
    putMailAside: one('putMailAside', LIFECYCLE_OPTIONS, 'Note why nothing came of the mail'),
    removeOldMails: one('removeOldMails', SWEEP_OPTIONS, 'Remove mails whose time is over'),
    sendDelivery: one('sendDelivery', { ...MAIL_OPTIONS, taskQueue: queues.mail }, 'Send a mail'),
    deliverWebhook: one(
      'deliverWebhook',
      { ...WEBHOOK_OPTIONS, taskQueue: queues.webhooks },
      'Send the event',
    ),
    sendPush: one('sendPush', { ...PUSH_OPTIONS, taskQueue: queues.webhooks }, 'Push the notification'),
    recoverWebhooks: one(
      'recoverWebhooks',
      { ...WEBHOOK_RECOVERY_OPTIONS, taskQueue: queues.webhooks },
      'Send the events that the endpoint does not have',
    ),
    sendDeliveries: one('sendDeliveries', { ...MAIL_OPTIONS, taskQueue: queues.mail }, 'Send mails'),
  };
}

function one<K extends keyof Activities>(name: K, options: ActivityOptions, summary: string): Activities[K] {
  return proxyActivities<Activities>({ ...options, summary })[name];
}
