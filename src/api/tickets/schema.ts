import { ALL_LINK_TYPES, LINK_DIRECTIONS } from '../../domain/ticket-links.js';
import { z } from 'zod';
import { SLA_STATES } from '../../domain/sla/sla.js';
import {
  COMMENT_LENGTH,
  DESCRIPTION_LENGTH,
  MAX_TAGS,
  PRIORITIES,
  SENTIMENTS,
  SOURCES,
  STATUSES,
  TITLE_LENGTH,
} from '../../domain/ticket-fields.js';
import { HOLD_FAULT, holdReason, holdUntil, isHoldFor } from './hold.js';
import { id, instant, lineOfText, orNull, personRef, text, referTo } from '../http/fields.js';
import { parameterName } from '../http/shared-parameters.js';
import { customValuesInput, customValuesSchema } from '../custom-fields/schema.js';
import { listFields } from '../http/paging.js';
import { teamKey } from '../teams/key.js';
import { triageSchema } from './triage-schema.js';
import { teamRefSchema } from '../teams/schema.js';
import { slaSchema } from './sla-schema.js';
import { participantSchema } from './participant-schema.js';
import { category, priority, status, ticketType as type } from './enums.js';

export const sentiment = z.enum(SENTIMENTS).meta({ id: 'Sentiment' });
/** A file; its content is at `/tickets/{ticket}/attachments/{id}`. */
export const attachmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string().meta({ description: 'Media type that the sender declared' }),
    size_bytes: z.int(),
    is_internal: z.boolean().optional().meta({
      description:
        'True if only staff can read the file, although others can read its ticket or comment. Omitted otherwise. Returned to staff only.',
    }),
  })
  .meta({ id: 'Attachment' });
export const title = lineOfText(TITLE_LENGTH);
export const description = text(DESCRIPTION_LENGTH);
export const tags = z.array(lineOfText({ min: 1, max: 50 })).max(MAX_TAGS);
export const RESOLUTION_CODE_LENGTH = { min: 1, max: 100 } as const;
export const resolutionCode = lineOfText(RESOLUTION_CODE_LENGTH);

/** Which ticket: by id or by number. */
export const ticketParams = z.object({
  ticket: z
    .string()
    .meta({ description: 'Ticket id or number', example: 'TKT-2026-000042', ...parameterName('TicketKey') }),
});

export const attachmentParams = ticketParams.extend({
  attachment: z
    .string()
    .meta({ description: 'Attachment id', example: '0195569e-7c00-7000-8000-000000000042.0.0' }),
});

export const newTicketSchema = z
  .strictObject({
    title,
    description,
    priority: priority.optional(),
    category: category.optional(),
    type: type.optional(),
    tags: tags.optional(),
    team: teamKey().nullable().optional(),
    assignee_id: id.nullable().optional(),
    custom_fields: customValuesInput.optional(),
    requester_id: id.optional().meta({
      description: 'For staff: the person for whom they open the ticket, by phone or at the counter.',
    }),
  })
  .meta({
    id: 'NewTicket',
    description:
      'Triage fills in the fields that you omit. It does not change the ones that you set. Only staff can set `team` and `assignee_id`. If `assignee_id` is null, Holdfast does not assign the ticket automatically.',
    example: {
      title: 'VPN drops every ten minutes',
      description: 'Since this morning the VPN on my laptop disconnects every ten minutes.',
    },
  });

export const ticketEditSchema = z
  .strictObject({
    title: title.optional(),
    description: description.optional(),
    priority: priority.optional(),
    category: category.optional(),
    type: type.optional(),
    tags: tags.optional(),
    team: teamKey().nullable().optional(),
    custom_fields: customValuesInput.optional(),
  })
  .refine((edit) => Object.values(edit).some((value) => value !== undefined), {
    message: 'must change at least one field',
    // One that names only unknown fields is told about those.
    when: ({ issues }) => issues.length === 0,
  })
  .meta({
    id: 'TicketEdit',
    description: 'The fields to change, at least one. Requesters can change title and description.',
    minProperties: 1,
    example: { priority: 'high' },
  });

export const statusChangeSchema = z
  .strictObject({
    status,
    resolution_code: resolutionCode.optional(),
    hold_reason: holdReason.optional(),
    hold_until: holdUntil.optional(),
  })
  .refine(({ status: to, hold_reason, hold_until }) => isHoldFor(to, { hold_reason, hold_until }), HOLD_FAULT)
  .meta({
    id: 'StatusChange',
    description:
      'The status `closed` requires a `resolution_code`, a key from `GET /resolution-codes`. The status `on_hold` requires a `hold_reason`, a key from `GET /hold-reasons`. For a ticket on hold, it changes reason and date.',
    example: { status: 'in_progress' },
  });

export const assignmentSchema = z.strictObject({ assignee_id: id.nullable() }).meta({
  id: 'Assignment',
  description: 'The id of a moderator, or null to return the ticket to the queue.',
  example: { assignee_id: null },
});

export const closingSchema = z
  .strictObject({ resolution_code: resolutionCode })
  .meta({ id: 'Closing', example: { resolution_code: 'fixed' } });

export const REASON_LENGTH = { min: 1, max: 500 } as const;

/** Why somebody did something: shown in the trail. */
const reason = lineOfText(REASON_LENGTH);

export const resolutionSchema = z
  .strictObject({
    resolution_code: resolutionCode.optional(),
    comment: text(COMMENT_LENGTH).optional().meta({ description: 'A public comment for the requester.' }),
  })
  .meta({ id: 'Resolution', example: { resolution_code: 'fixed', comment: 'The gateway is up again.' } });

export const reopeningSchema = z
  .strictObject({ reason: reason.optional() })
  .meta({ id: 'Reopening', example: { reason: 'It drops again.' } });

export const cancellationSchema = z
  .strictObject({ reason: reason.optional() })
  .meta({ id: 'Cancellation', example: { reason: 'I found the cable.' } });

export const declineSchema = z
  .strictObject({ reason: reason.optional() })
  .meta({ id: 'Decline', example: { reason: 'I know nothing about printers.' } });

export const deletionQuerySchema = z.strictObject({
  reason: reason.optional().meta({ description: 'Stored in the tombstone.' }),
});

export const linkSchema = z
  .object({
    id: z.string(),
    type: z.enum(ALL_LINK_TYPES),
    direction: z.enum(LINK_DIRECTIONS).meta({
      description:
        '`outward`: this ticket is the source of the link, for example a duplicate of the other. `inward`: the other ticket is the source.',
    }),
    ticket: z.string().meta({ description: 'Number of the other ticket' }),
  })
  .meta({ id: 'Link' });

/** Somebody as a mail names them. */
export const mailAddressSchema = z
  .object({ name: z.string(), address: z.string() })
  .meta({ id: 'MailAddress' });

/** Said of tickets and comments that came by mail. */
const answerTo = referTo(mailAddressSchema).optional().meta({
  description:
    'The Reply-To address of the mail that opened the ticket. Mails about the ticket go there. Omitted if they go to the address of the account. Returned to staff only.',
});

const receiptHeld = z.boolean().optional().meta({
  description:
    'True if the ticket came by mail and the requester got no confirmation. Mailing lists, programs and bursts of mail get none. Omitted otherwise. Returned to staff only.',
});

export const senderUnproven = z.boolean().optional().meta({
  description:
    'True if the text came by mail and neither a mail server nor a reply address authenticated its sender. Omitted otherwise. Returned to staff only.',
});

export const satisfactionSchema = z
  .object({ score: z.int().min(1).max(5), comment: z.string().nullable(), at: instant })
  .meta({
    id: 'Satisfaction',
    description:
      'The requester’s rating of the resolution, from 1 (very dissatisfied) to 5 (very satisfied).',
  });

export const ticketSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    description: z.string(),
    status,
    priority,
    category: z
      .string()
      .meta({ description: 'The key of a category from `GET /categories`. The category can be retired.' }),
    type: z
      .string()
      .meta({ description: 'The key of a ticket type from `GET /ticket-types`. The type can be retired.' }),
    requester: personRef,
    organisation_id: z
      .string()
      .nullable()
      .meta({ description: 'The organisation of the requester when the ticket was created.' }),
    assignee: orNull(personRef),
    team: orNull(teamRefSchema),
    tags: z.array(z.string()),
    custom_fields: customValuesSchema,
    required_skills: z.array(z.string()).optional().meta({ description: 'Returned to staff only.' }),
    declined_by: z
      .array(z.string())
      .optional()
      .meta({ description: 'Ids of the moderators who declined the ticket. Returned to staff only.' }),
    language: z.string().nullable(),
    sentiment: orNull(sentiment),
    source: z.enum(SOURCES),
    sender_unproven: senderUnproven,
    receipt_held: receiptHeld,
    answer_to: answerTo,
    triage: triageSchema,
    sla: slaSchema,
    resolution_code: z.string().nullable(),
    hold_reason: z.string().nullable().meta({
      description: 'While the ticket is on hold: a key of `GET /hold-reasons`; it may be retired.',
    }),
    hold_until: instant.nullable().meta({ description: 'When Holdfast continues the ticket' }),
    satisfaction: orNull(satisfactionSchema),
    workflow: z.object({
      id: z.string(),
      url: z
        .string()
        .optional()
        .meta({ description: 'Link to the workflow in the Temporal Web UI. Returned to staff only.' }),
    }),
    links: z.array(linkSchema),
    attachments: z.array(attachmentSchema),
    participants: z.array(participantSchema),
    created_at: instant,
    updated_at: instant,
    resolved_at: instant.nullable(),
    closed_at: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Ticket' });

export const ticketListSchema = z
  .object({
    tickets: z.array(ticketSchema),
    ...listFields,
  })
  .meta({ id: 'TicketList' });

const count = z.int();

function countOfEach<K extends string>(kinds: readonly K[]) {
  return z.object(Object.fromEntries(kinds.map((kind) => [kind, count])) as Record<K, typeof count>);
}

export const ticketSummarySchema = z
  .object({
    total: count,
    by_status: countOfEach(STATUSES),
    by_priority: countOfEach(PRIORITIES),
    by_category: z.record(z.string(), count),
    by_sla_state: countOfEach(SLA_STATES),
    unassigned: count.meta({ description: 'Tickets without an assignee that are not closed or cancelled.' }),
    breached: count.meta({
      description: 'Tickets with a breached SLA target, including targets that were met late.',
    }),
  })
  .meta({ id: 'TicketSummary' });

export const tombstoneListSchema = z
  .object({
    deleted_tickets: z.array(
      z
        .object({
          id: z.string(),
          number: z.string(),
          deleted_at: instant,
          deleted_by: personRef,
          reason: z.string().nullable(),
        })
        .meta({ id: 'Tombstone' }),
    ),
    ...listFields,
  })
  .meta({ id: 'TombstoneList' });
