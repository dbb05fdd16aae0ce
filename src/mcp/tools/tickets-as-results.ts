import { z } from 'zod';
import { PRIORITIES, STATUSES } from '../../domain/ticket-fields.js';
import { ticketSchema } from '../../api/tickets/schema.js';
import { cutText } from '../untrusted.js';

type Ticket = z.output<typeof ticketSchema>;

/** What tools read of the API's ticket. */
export const apiTicket = ticketSchema;

const brief = {
  number: z.string(),
  status: z.enum(STATUSES),
  priority: z.enum(PRIORITIES),
  category: z.string(),
  type: z.string(),
  team: z.string().nullable().describe('Key of the team'),
  assignee_id: z.string().nullable(),
  requester_id: z.string(),
  sla: z.object({
    state: z.string(),
    first_response_due_at: z.string().nullable(),
    resolution_due_at: z.string().nullable(),
  }),
  created_at: z.string(),
  updated_at: z.string(),
  version: z.int().describe('Send it with update_ticket'),
};

const briefText = {
  title: z.string(),
  requester: z.string(),
  assignee: z.string().nullable(),
  tags: z.array(z.string()),
};

/** A ticket in a list. */
export const ticketBrief = z.object({ ...brief, untrusted: z.object(briefText) });

export function presentBrief(ticket: Ticket): z.input<typeof ticketBrief> {
  const { sla } = ticket;
  return {
    number: ticket.number,
    status: ticket.status,
    priority: ticket.priority,
    category: ticket.category,
    type: ticket.type,
    team: ticket.team?.key ?? null,
    assignee_id: ticket.assignee?.id ?? null,
    requester_id: ticket.requester.id,
    sla: {
      state: sla.state,
      first_response_due_at: sla.first_response?.due_at ?? null,
      resolution_due_at: sla.resolution?.due_at ?? null,
    },
    created_at: ticket.created_at,
    updated_at: ticket.updated_at,
    version: ticket.version,
    untrusted: {
      title: ticket.title,
      requester: ticket.requester.name,
      assignee: ticket.assignee?.name ?? null,
      tags: ticket.tags,
    },
  };
}

/** A ticket by itself. */
export const ticketDetail = z.object({
  ...brief,
  source: z.string(),
  language: z.string().nullable(),
  sentiment: z.string().nullable(),
  resolution_code: z.string().nullable(),
  hold_reason: z.string().nullable(),
  hold_until: z.string().nullable(),
  required_skills: z.array(z.string()).optional(),
  triage: z.object({ state: z.string(), confidence: z.number().nullable().optional() }),
  links: z.array(z.object({ type: z.string(), direction: z.string().optional(), ticket: z.string() })),
  untrusted: z.object({
    ...briefText,
    description: z.string(),
    triage_summary: z.string().nullable(),
    custom_fields: z.record(z.string(), z.unknown()),
    files: z.array(z.object({ id: z.string(), name: z.string(), size_bytes: z.int() })),
  }),
});

export function presentDetail(ticket: Ticket, maxCharacters: number): z.input<typeof ticketDetail> {
  const { untrusted, ...rest } = presentBrief(ticket);
  return {
    ...rest,
    source: ticket.source,
    language: ticket.language,
    sentiment: ticket.sentiment,
    resolution_code: ticket.resolution_code,
    hold_reason: ticket.hold_reason,
    hold_until: ticket.hold_until,
    ...(ticket.required_skills === undefined ? {} : { required_skills: ticket.required_skills }),
    triage: {
      state: ticket.triage.state,
      ...(ticket.triage.confidence === undefined ? {} : { confidence: ticket.triage.confidence }),
    },
    links: ticket.links.map(({ type, direction, ticket: other }) => ({ type, direction, ticket: other })),
    untrusted: {
      ...untrusted,
      description: cutText(ticket.description, maxCharacters),
      triage_summary: ticket.triage.summary,
      custom_fields: ticket.custom_fields,
      files: ticket.attachments.map(({ id, name, size_bytes }) => ({ id, name, size_bytes })),
    },
  };
}
