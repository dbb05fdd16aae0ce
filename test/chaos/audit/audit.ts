import { acknowledgedComments, acknowledgedMoves, acknowledgedTickets } from './acknowledged.js';
import { oneClaimAtATime } from './assignments.js';
import { automaticAnswers } from './automatic-answers.js';
import type { Evidence } from './evidence.js';
import { everyFileKept } from './files.js';
import type { Finding, Rule } from './finding.js';
import { everyEventHeard } from './heard-events.js';
import { everyWebhookHeard } from './heard-webhooks.js';
import { everyMailSent } from './mails.js';
import { everyMailFound } from './received-mails.js';
import { commentsSentLater } from './sent-later.js';
import { breachesInTime } from './sla.js';
import { assignedWithinTeams } from './teams.js';
import { commentsInTrails, nothingWaits, trailsWithoutGaps } from './trails.js';
import { everyEventSeenLive, nothingInternalLive } from './watched-events.js';
import { oneWorkflowEach } from './workflows.js';

const RULES: readonly Rule[] = [
  acknowledgedTickets,
  acknowledgedComments,
  acknowledgedMoves,
  trailsWithoutGaps,
  commentsInTrails,
  commentsSentLater,
  automaticAnswers,
  nothingWaits,
  everyEventHeard,
  everyWebhookHeard,
  everyEventSeenLive,
  nothingInternalLive,
  oneWorkflowEach,
  oneClaimAtATime,
  assignedWithinTeams,
  everyMailSent,
  everyMailFound,
  everyFileKept,
  breachesInTime,
];

/** Judges by the evidence alone, with no code of the system. */
export function audit(evidence: Evidence): readonly Finding[] {
  return RULES.map((rule) => rule(evidence));
}
