import { z } from 'zod';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { id, text } from '../http/fields.js';
import { status } from './enums.js';
import { reason, resolutionCode } from './fields.js';
import { HOLD_FAULT, holdReason, holdUntil, isHoldFor } from './hold.js';

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
