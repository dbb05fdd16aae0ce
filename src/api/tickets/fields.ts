import { z } from 'zod';
import { DESCRIPTION_LENGTH, MAX_TAGS, TITLE_LENGTH } from '../../domain/ticket-fields.js';
import { id, lineOfText, text } from '../http/fields.js';
import { parameterName } from '../http/shared-parameters.js';

export const title = lineOfText(TITLE_LENGTH);
export const description = text(DESCRIPTION_LENGTH);
export const tags = z.array(lineOfText({ min: 1, max: 50 })).max(MAX_TAGS);

export const RESOLUTION_CODE_LENGTH = { min: 1, max: 100 } as const;
export const resolutionCode = lineOfText(RESOLUTION_CODE_LENGTH);

export const REASON_LENGTH = { min: 1, max: 500 } as const;

/** Why a person made a change. The activity log shows it. */
export const reason = lineOfText(REASON_LENGTH);

/** Which ticket: by id or by number. */
export const ticketParams = z.object({
  ticket: z
    .string()
    .meta({ description: 'Ticket id or number', example: 'TKT-2026-000042', ...parameterName('TicketKey') }),
});

/** How a ticket is looked at. */
export const ticketAtSchema = z.object({
  at: id.optional().meta({ description: 'Id of an event of this ticket' }),
  as: z.enum(['requester']).optional().meta({ description: 'As the requester sees it. For staff' }),
});

export const attachmentParams = ticketParams.extend({
  attachment: z
    .string()
    .meta({ description: 'Attachment id', example: '0195569e-7c00-7000-8000-000000000042.0.0' }),
});
