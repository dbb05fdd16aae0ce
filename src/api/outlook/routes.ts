import { previewBulkChange } from '../../app/tickets/bulk/dry-run.js';
import { previewChange, readOutlook } from '../../app/tickets/outlook/read-outlook.js';
import { toBulkRequest } from '../bulk/routes.js';
import { bulkRequestSchema } from '../bulk/schema.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { toHold } from '../tickets/hold.js';
import { ticketParams } from '../tickets/fields.js';
import { presentBulkPreview, presentOutlook } from './presenter.js';
import { bulkPreviewSchema, outlookSchema, plannedChangeSchema } from './schema.js';

const PATH = '/api/v1/tickets/{ticket}/outlook';

/** What will happen to tickets. */
export function outlookRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: 'outlook',
      operationId: 'getTicketOutlook',
      summary: 'Get what happens to a ticket next',
      description:
        'The actions of Holdfast on this ticket if no person does anything: SLA warnings and breaches, escalation, assignment, reminders, closing.',
      action: 'ticket.read_internal',
      request: { params: ticketParams },
      responses: { 200: { description: 'The actions ahead', schema: outlookSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentOutlook(await readOutlook(deps, actor, params.ticket))),
    }),
    route({
      method: 'post',
      path: PATH,
      tag: 'outlook',
      operationId: 'previewTicketChange',
      summary: 'Get what a change of a ticket would cause',
      description:
        'Checks the change by the rules of its own endpoint and saves nothing. You need the permission to make it.',
      action: 'ticket.edit_fields',
      request: { params: ticketParams, body: plannedChangeSchema },
      responses: { 200: { description: 'The mails and actions after the change', schema: outlookSchema } },
      problems: ['not_found', 'illegal_transition', 'assignment_conflict'],
      handle: async ({ params, body }, { actor }) => {
        const { assignee_id: assigneeId, resolution_code: resolutionCode, priority, status } = body;
        const change = { priority, status, assigneeId, resolutionCode, hold: toHold(body) };
        return reply(200, presentOutlook(await previewChange(deps, actor, params.ticket, change)));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/tickets/bulk/dry-run',
      tag: 'bulk',
      operationId: 'previewBulkJob',
      summary: 'Get what a bulk update would cause',
      description:
        'Takes the same body as a bulk update job and saves nothing. Each ticket is previewed as if it were the only one.',
      action: 'ticket.change_many',
      request: { body: bulkRequestSchema },
      responses: { 200: { description: 'The result for each ticket', schema: bulkPreviewSchema } },
      handle: async ({ body }, { actor }) =>
        reply(200, presentBulkPreview(await previewBulkChange(deps, actor, toBulkRequest(body)))),
    }),
  ];
}
