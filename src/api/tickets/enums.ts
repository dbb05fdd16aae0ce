import { z } from 'zod';
import { SLA_STATES } from '../../domain/sla/sla.js';
import { PRIORITIES, STATUSES } from '../../domain/ticket-fields.js';
import { TRIAGE_STATES } from '../../domain/tickets/triage.js';
import { choiceKey } from '../choices/key.js';

/** What a field of a ticket may be, each under one name in the document. */

export const status = z.enum(STATUSES).meta({ id: 'TicketStatus' });
export const priority = z.enum(PRIORITIES).meta({ id: 'TicketPriority' });
export const category = choiceKey('categories');
export const ticketType = choiceKey('ticket-types');
export const triageState = z.enum(TRIAGE_STATES).meta({ id: 'TriageState' });
export const slaState = z.enum(SLA_STATES).meta({ id: 'SlaState' });
