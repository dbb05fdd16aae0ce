import { z } from 'zod';
import { SENTIMENTS, SOURCES } from '../../domain/ticket-fields.js';
import { customValuesInput, customValuesSchema } from '../custom-fields/schema.js';
import { id, instant, orNull, personRef, referTo, NO_CHANGE, setsSomething } from '../http/fields.js';
import { fileIds } from '../files/schema.js';
import { presenceSchema } from '../presence/schema.js';
import { teamKey } from '../teams/key.js';
import { triageSchema } from './triage-schema.js';
import { teamRefSchema } from '../teams/schema.js';
import { category, priority, status, ticketType as type } from './enums.js';
import { description, tags, title } from './fields.js';
import {
  attachmentSchema,
  linkSchema,
  mailAddressSchema,
  satisfactionSchema,
  senderUnproven,
} from './part-schemas.js';
import { participantSchema } from './participant-schema.js';
import { slaSchema } from './sla-schema.js';

export const sentiment = z.enum(SENTIMENTS).meta({ id: 'Sentiment' });

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
    file_ids: fileIds,
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
  .refine(setsSomething, NO_CHANGE)
  .meta({
    id: 'TicketEdit',
    description: 'The fields to change, at least one. Requesters can change title and description.',
    minProperties: 1,
    example: { priority: 'high' },
  });

/** Said of tickets and comments that came by mail. */
const answerTo = referTo(mailAddressSchema).optional().meta({
  description:
    'The Reply-To address of the mail that opened the ticket. Mails about the ticket go there. Omitted if they go to the address of the account. Returned to staff only.',
});

const receiptHeld = z.boolean().optional().meta({
  description:
    'True if the ticket came by mail and the requester got no confirmation. Mailing lists, programs and bursts of mail get none. Omitted otherwise. Returned to staff only.',
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
    unread: z.boolean().optional().meta({
      description: 'True if the other side has the last word and you have not read it. In reads and lists.',
    }),
    presence: z.array(presenceSchema).optional().meta({
      description: 'Others on this ticket now. Requesters see staff who write an answer. In reads and lists.',
    }),
  })
  .meta({ id: 'Ticket' });
