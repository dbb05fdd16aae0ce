import { activeParticipants, type ActiveParticipant } from '../../domain/participants.js';
import type { Actor } from '../../domain/access/actor.js';
import type { TicketLink } from '../../domain/ticket-links.js';
import type { z } from 'zod';
import { readableFiles } from '../../domain/tickets/attachments.js';
import { versionOf } from '../../domain/tickets/comment-changes.js';
import type { CustomField, CustomValue } from '../../domain/tickets/custom-fields.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import { can, canReadInternal } from '../../domain/access/permissions.js';
import type { SlaTarget, SlaTerms } from '../../domain/sla/sla.js';
import { remainingSeconds, usedShare } from '../../domain/sla/sla-clock.js';
import { hasEverBreached, hasTarget, milestoneOf, type SlaClock } from '../../domain/sla/sla-milestone.js';
import type { ViewedTicket } from '../../app/tickets/viewed-ticket.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { TriageReview } from '../../domain/tickets/triage.js';
import type { TicketSummary } from '../../domain/tickets/ticket-summary.js';
import { presentTeamRef } from '../teams/presenter.js';
import type { ApiDeps } from '../deps.js';
import type { participantSchema } from './participant-schema.js';
import type { linkSchema } from './part-schemas.js';
import type { ticketSchema } from './schema.js';
import type { ticketSummarySchema } from './list-schema.js';
import type { activitiesSchema, commentSchema } from './comments/comment-schema.js';

type TicketView = z.input<typeof ticketSchema>;

/** The ticket as this reader may see it, at this instant. */
export function presentTicket(
  { ticket, reader: actor, terms, fields, teams, at }: ViewedTicket,
  workflowUrl: ApiDeps['workflowUrl'],
): TicketView {
  const isInside = canReadInternal(actor, ticket);
  return {
    id: ticket.id,
    number: ticket.number,
    title: ticket.title,
    description: ticket.description,
    status: ticket.status,
    priority: ticket.priority,
    category: ticket.category,
    type: ticket.type,
    requester: person(ticket.requester),
    organisation_id: ticket.organisationId ?? null,
    assignee: ticket.assignment === null ? null : person(ticket.assignment.assignee),
    team: presentTeamRef(teams, ticket.team),
    tags: [...ticket.tags],
    custom_fields: presentValues(fields, ticket.customFields),
    ...(isInside ? { required_skills: [...ticket.requiredSkills], declined_by: [...ticket.declinedBy] } : {}),
    language: ticket.language,
    sentiment: ticket.sentiment,
    source: ticket.source,
    ...presentProvenance(actor, ticket),
    ...presentReceipt(actor, ticket),
    ...(isInside && ticket.answerTo !== undefined ? { answer_to: { ...ticket.answerTo } } : {}),
    triage: triage(ticket, isInside),
    sla: presentSla(terms, ticket.sla, at),
    resolution_code: ticket.resolutionCode,
    hold_reason: ticket.hold?.reason ?? null,
    hold_until: ticket.hold?.until?.toISOString() ?? null,
    satisfaction: presentSatisfaction(ticket),
    workflow: { id: `ticket/${ticket.number}`, ...(isInside ? { url: workflowUrl(ticket.number) } : {}) },
    links: ticket.links.filter(({ ticket: other }) => can(actor, 'ticket.read', other)).map(presentLink),
    attachments: presentAttachments(actor, ticket),
    participants: activeParticipants(ticket).map((each) => presentParticipant(each, isInside)),
    created_at: ticket.createdAt.toISOString(),
    updated_at: ticket.updatedAt.toISOString(),
    resolved_at: ticket.resolvedAt?.toISOString() ?? null,
    closed_at: ticket.closedAt?.toISOString() ?? null,
    version: ticket.version,
  };
}

/** @param isInside true for a reader who may know what a mail server says of the address */
export function presentParticipant(
  { id, name, address: email, addedAt, mailProblem }: ActiveParticipant,
  isInside: boolean,
): z.input<typeof participantSchema> {
  const problem =
    isInside && mailProblem !== undefined
      ? { mail_problem: { at: mailProblem.at.toISOString(), answer: mailProblem.answer } }
      : {};
  return { id, name, email, added_at: addedAt.toISOString(), ...problem };
}

function presentAttachments(actor: Actor, { attachments }: Pick<Ticket | Comment, 'attachments'>) {
  return readableFiles(attachments, canReadInternal(actor)).map(
    ({ id, name, type, sizeBytes, isInternal }) => ({
      id,
      name,
      type,
      size_bytes: sizeBytes,
      ...(isInternal === true ? { is_internal: true } : {}),
    }),
  );
}

/** Whether the confirmation mail of the ticket is held back. Only staff see it. */
function presentReceipt(actor: Actor, { isReceiptHeld }: Pick<Ticket, 'isReceiptHeld'>) {
  return isReceiptHeld === true && canReadInternal(actor) ? { receipt_held: true } : {};
}

/** Whether the author of a mailed comment is unverified. Only staff see it. */
function presentProvenance(actor: Actor, { isSenderUnproven }: Pick<Comment, 'isSenderUnproven'>) {
  return isSenderUnproven === true && canReadInternal(actor) ? { sender_unproven: true } : {};
}

export function presentSatisfaction({ satisfaction }: Pick<Ticket, 'satisfaction'>) {
  if (satisfaction === null) return null;
  const { score, comment, at } = satisfaction;
  return { score, comment, at: at.toISOString() };
}

/** Values without a known field are not shown, because the field may be internal. */
export function presentValues(fields: ReadonlyMap<string, CustomField>, values: readonly CustomValue[]) {
  const known = values.filter(({ field }) => fields.has(field));
  return Object.fromEntries(known.map(({ field, value }) => [field, value]));
}

function person({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}

export function presentLink({ id, type, direction, ticket }: TicketLink): z.input<typeof linkSchema> {
  return { id, type, direction, ticket: ticket.number };
}

function triage(
  { triage: { state, summary, at, ...internals } }: Ticket,
  isInside: boolean,
): TicketView['triage'] {
  const shown = { state, summary, at: at?.toISOString() ?? null };
  if (!isInside) return shown;
  return {
    ...shown,
    provider: internals.provider,
    model: internals.model,
    confidence: internals.confidence,
    helpful_notes: internals.helpfulNotes,
    suggested_team: internals.suggestedTeam,
    review: presentReview(internals.review),
    reviewed: internals.reviewed ?? null,
  };
}

function presentReview(review: TriageReview | undefined) {
  if (review === undefined) return null;
  const { priority, category, type, requiredSkills } = review.proposed;
  return {
    ...{ until: review.until.toISOString(), priority, category, type },
    required_skills: [...requiredSkills],
  };
}

export function presentSla(terms: SlaTerms, slaClock: SlaClock, now: Date): TicketView['sla'] {
  const promise = (target: SlaTarget) => {
    const milestone = milestoneOf(slaClock, target);
    if (!hasTarget(milestone)) return null;
    return {
      due_at: milestone.dueAt.toISOString(),
      met_at: milestone.metAt?.toISOString() ?? null,
      breached: hasEverBreached(milestone),
      remaining_seconds: remainingSeconds(terms, slaClock, target, now),
      used_share: usedShare(terms, slaClock, target, now),
    };
  };
  return {
    policy: slaClock.policy,
    state: slaClock.state,
    first_response: promise('firstResponse'),
    next_response: promise('nextResponse'),
    resolution: promise('resolution'),
  };
}

export function presentComment(actor: Actor, comment: Comment): z.input<typeof commentSchema> {
  return {
    id: comment.id,
    author: person(comment.author),
    body: comment.body,
    is_internal: comment.isInternal,
    ...presentProvenance(actor, comment),
    attachments: presentAttachments(actor, comment),
    files: presentAttachments(actor, comment),
    ...(comment.sendAt === undefined ? {} : { send_at: comment.sendAt.toISOString() }),
    ...(comment.automatic === undefined ? {} : { is_automatic: true }),
    created_at: comment.createdAt.toISOString(),
    edited_at: editedAt(comment)?.toISOString() ?? null,
    deleted_at: comment.deleted?.at.toISOString() ?? null,
    deleted_by: comment.deleted === undefined ? null : person(comment.deleted.by),
    ...(comment.deleted?.isTakenBack === true ? { is_taken_back: true as const } : {}),
    version: versionOf(comment),
  };
}

/** Edits before a comment was sent are nothing that its readers could have seen. */
function editedAt({ edited, createdAt }: Comment): Date | null {
  return edited === undefined || edited.at < createdAt ? null : edited.at;
}

export function presentActivity(event: TicketEvent): z.input<typeof activitiesSchema>['activities'][number] {
  const { type, id, name } = event.actor;
  return {
    id: event.id,
    at: event.at.toISOString(),
    actor: { type, id, name },
    action: event.type,
    details: { ...event.details },
  };
}

export function presentSummary(summary: TicketSummary): z.input<typeof ticketSummarySchema> {
  return {
    total: summary.total,
    by_status: { ...summary.byStatus },
    by_priority: { ...summary.byPriority },
    by_category: { ...summary.byCategory },
    by_sla_state: { ...summary.bySlaState },
    unassigned: summary.unassigned,
    breached: summary.breached,
  };
}

export function presentTombstone({ ticketId, ticketNumber, at, actor, details }: TicketEvent) {
  const { reason } = details;
  return {
    id: ticketId,
    number: ticketNumber,
    deleted_at: at.toISOString(),
    deleted_by: person(actor),
    reason: typeof reason === 'string' ? reason : null,
  };
}
