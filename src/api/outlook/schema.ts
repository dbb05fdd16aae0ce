import { z } from 'zod';
import { TICKET_MAIL_KINDS } from '../../domain/accounts/mail-kinds.js';
import { BULK_OUTCOMES } from '../../domain/tickets/bulk-change.js';
import { OUTLOOK_CONDITIONS } from '../../domain/tickets/outlook.js';
import { instant, orNull, personRef, referTo } from '../http/fields.js';
import { activityAction } from '../tickets/enums.js';
import { HOLD_FAULT, isHoldFor } from '../tickets/hold.js';
import { assignmentSchema, statusChangeSchema } from '../tickets/life-schema.js';
import { ticketEditSchema } from '../tickets/schema.js';
import { slaSchema } from '../tickets/sla-schema.js';

/** Which ticket, as it was read. */
export const ticketAtVersion = z
  .object({ id: z.string(), number: z.string(), version: z.int() })
  .meta({ id: 'TicketAtVersion' });

const mail = z.object({ kind: z.enum(TICKET_MAIL_KINDS), recipient: personRef }).meta({
  id: 'OutlookMail',
  description: 'A mail, unless its recipient switches such mails off until then.',
});

const condition = z.enum(OUTLOOK_CONDITIONS).meta({
  id: 'OutlookCondition',
  description:
    'What prevents an action. answered: staff answer publicly; continued: a person ends the hold; taken_back: the comment is taken back; confirmed: a person confirms the triage.',
});

const action = z
  .object({
    at: instant.meta({ description: 'When the action is due. An overdue one is due now.' }),
    action: referTo(activityAction).meta({ description: 'The action that the activity log will have' }),
    details: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The details that the activity log will have' }),
    unless: orNull(condition).meta({ description: 'Null if it follows from the action before it' }),
    mails: z.array(mail),
  })
  .meta({ id: 'OutlookAction' });

export const outlookSchema = z
  .object({
    ticket: ticketAtVersion,
    at: instant.meta({ description: 'When the outlook was computed' }),
    mails: z.array(mail).meta({ description: 'The mails that the change sends at once' }),
    sla: slaSchema.meta({ description: 'The clock after the change' }),
    next: z.array(action).meta({ description: 'The actions ahead, earliest first' }),
    is_complete: z.boolean().meta({ description: 'False if more may follow after `until`' }),
    until: instant.meta({ description: 'The instant up to which the actions are known' }),
  })
  .meta({ id: 'Outlook' });

const { status, resolution_code, hold_reason, hold_until } = statusChangeSchema.shape;

export const plannedChangeSchema = z
  .strictObject({
    priority: ticketEditSchema.shape.priority,
    assignee_id: assignmentSchema.shape.assignee_id.optional(),
    status: status.optional(),
    resolution_code,
    hold_reason,
    hold_until,
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message: 'must change at least one field',
    when: ({ issues }) => issues.length === 0,
  })
  .refine(
    ({ status: to, hold_reason: reason, hold_until: until }) =>
      isHoldFor(to, { hold_reason: reason, hold_until: until }),
    HOLD_FAULT,
  )
  .meta({
    id: 'PlannedChange',
    description: 'A change that is not made yet. At least one field.',
    minProperties: 1,
    example: { priority: 'high' },
  });

export const bulkPreviewSchema = z
  .object({
    results: z.array(
      z
        .object({
          ticket_id: z.string(),
          number: z.string(),
          outcome: z.enum(BULK_OUTCOMES),
          code: z.string().nullable().meta({ description: 'Error code of a refusal, as in a problem' }),
          detail: z.string().nullable(),
          mails: z.array(mail).meta({ description: 'The mails that the change sends at once' }),
          next: orNull(action).meta({
            description: 'The first action ahead. Null for none, and for one beyond some attempts to assign.',
          }),
        })
        .meta({ id: 'BulkPreviewResult' }),
    ),
  })
  .meta({ id: 'BulkPreview' });
