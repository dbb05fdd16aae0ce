import { z } from 'zod';
import { DESCRIPTION_LENGTH, STATUSES, TITLE_LENGTH } from '../../domain/ticket-fields.js';
import { DomainError } from '../../domain/errors.js';
import type { CallOperation } from '../operations.js';
import { notice, NOTICE } from '../untrusted.js';
import { tool } from '../tool.js';
import { ticketFields } from './create-ticket.js';
import { ticketReference } from './get-ticket.js';
import { apiTicket, presentBrief, ticketBrief } from './tickets-as-results.js';

const { assignee_id: assigneeId, ...editable } = ticketFields;

const KINDS = ['fields', 'assignee', 'status'] as const;
type Kind = (typeof KINDS)[number];

export const updateTicket = tool({
  name: 'update_ticket',
  title: 'Update a ticket',
  description:
    'Changes fields, the assignee, or the status of a ticket, one kind in each call. Requesters can change title and description, cancel, and confirm or reopen what was resolved. People get mails about it.',
  action: 'ticket.edit_text',
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  input: z.strictObject({
    ticket: ticketReference,
    version: z
      .int()
      .min(1)
      .describe('The version that you have read. If the ticket has changed since, nothing is changed'),
    title: z.string().min(TITLE_LENGTH.min).max(TITLE_LENGTH.max).optional(),
    description: z.string().min(DESCRIPTION_LENGTH.min).max(DESCRIPTION_LENGTH.max).optional(),
    ...editable,
    assignee_id: assigneeId.describe('Id of a moderator, or null for the queue. Staff only'),
    status: z.enum(STATUSES).optional(),
    resolution_code: z.string().max(100).optional().describe('With closed, and possible with resolved'),
    hold_reason: z.string().max(64).optional().describe('With on_hold: a key of a hold reason'),
    hold_until: z.string().max(40).optional().describe('With on_hold: ISO 8601'),
  }),
  output: z.object({ notice, ticket: ticketBrief }),
  run: async (args, { call }) => {
    const ticket = apiTicket.parse(await change(call, args));
    return { notice: NOTICE, ticket: presentBrief(ticket) };
  },
});

interface Change {
  readonly ticket: string;
  readonly version: number;
  readonly assignee_id?: string | null | undefined;
  readonly status?: (typeof STATUSES)[number] | undefined;
  readonly resolution_code?: string | undefined;
  readonly hold_reason?: string | undefined;
  readonly hold_until?: string | undefined;
}

/** Each kind is one transaction with one version. Several in one call could succeed in part. */
function change(call: CallOperation, args: Change): Promise<unknown> {
  const { ticket, version, assignee_id, status, resolution_code, hold_reason, hold_until, ...fields } = args;
  const params = { ticket };
  const chosen = KINDS.filter((kind) => isChosen(kind, args, fields));
  const [kind] = chosen;
  if (kind === undefined || chosen.length > 1) throw notOneKind(chosen);
  if (kind === 'fields') return call('updateTicket', { params, body: { ...fields }, version });
  if (kind === 'assignee') return call('assignTicket', { params, body: { assignee_id }, version });
  return call(...statusChange({ params, version }, { status, resolution_code, hold_reason, hold_until }));
}

function isChosen(kind: Kind, args: Change, fields: object): boolean {
  if (kind === 'assignee') return args.assignee_id !== undefined;
  if (kind === 'fields') return Object.values(fields).some((value) => value !== undefined);
  const { status, resolution_code, hold_reason, hold_until } = args;
  return [status, resolution_code, hold_reason, hold_until].some((value) => value !== undefined);
}

function notOneKind(chosen: readonly Kind[]): DomainError {
  const message =
    chosen.length === 0
      ? 'Name what to change: fields, assignee_id, or status.'
      : `Change ${chosen.join(' and ')} in calls of their own, each with the version of the answer before.`;
  return new DomainError('invalid_input', message);
}

/** As in the API, `resolved` starts an open ticket in the same step. */
function statusChange(
  at: Pick<Parameters<CallOperation>[1], 'params' | 'version'>,
  body: Pick<Change, 'status' | 'resolution_code' | 'hold_reason' | 'hold_until'>,
): Parameters<CallOperation> {
  const { status, resolution_code } = body;
  if (status === 'resolved') {
    return ['resolveTicket', { ...at, body: resolution_code === undefined ? {} : { resolution_code } }];
  }
  return ['updateTicketStatus', { ...at, body }];
}
