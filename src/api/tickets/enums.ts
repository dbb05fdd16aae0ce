import { z } from 'zod';
import { SLA_STATES } from '../../domain/sla/sla.js';
import { CATEGORIES, PRIORITIES, STATUSES, TICKET_TYPES } from '../../domain/ticket-fields.js';

/** What a field of a ticket may be, each under one name in the document. */

export const status = z.enum(STATUSES).meta({ id: 'TicketStatus' });
export const priority = z.enum(PRIORITIES).meta({ id: 'TicketPriority' });
export const category = z.enum(CATEGORIES).meta({ id: 'TicketCategory' });
export const ticketType = z.enum(TICKET_TYPES).meta({ id: 'TicketType' });
export const slaState = z.enum(SLA_STATES).meta({ id: 'SlaState' });
