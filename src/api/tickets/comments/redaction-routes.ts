import type { z } from 'zod';
import { startTicketRedaction } from '../../../app/tickets/redaction/redact-ticket.js';
import { readRedaction, startRedaction } from '../../../app/tickets/redaction/start-redaction.js';
import type { Redaction } from '../../../domain/tickets/redaction.js';
import type { ApiDeps } from '../../deps.js';
import { reply, route, type Route } from '../../http/route.js';
import { ticketParams } from '../fields.js';
import { commentParams, newRedactionSchema, redactionParams, redactionSchema } from './comment-schema.js';

/** Removing what should never have been written, wherever it is kept. */
export function redactionRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/tickets/{ticket}/comments/{comment}/redact',
      tag: 'comments',
      operationId: 'redactComment',
      summary: 'Redact a comment',
      description:
        'Only staff can redact, also on closed tickets. The request removes a text or a file from the comment and from the ticket’s own text. A job then removes it everywhere else: earlier versions, other comments, merged and split tickets, the activity log, mails, raw mails and exports. The job deletes a raw mail if it cannot remove exactly this text. Mails already sent cannot be recalled. Holdfast keeps no copy of the text after the job.',
      action: 'comment.redact',
      creates: true,
      isVersioned: true,
      request: { params: commentParams, body: newRedactionSchema },
      responses: {
        202: {
          description: 'The redaction and its progress',
          schema: redactionSchema,
          headers: { Location: 'URL of the redaction' },
        },
      },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, expectedVersion, newResourceId }) => {
        const input = 'text' in body ? { text: body.text } : { fileId: body.file_id };
        const reference = { ...params, expectedVersion };
        const redaction = await startRedaction(deps, actor, reference, input, newResourceId);
        const location = `/api/v1/redactions/${redaction.id}`;
        return reply(202, { redaction: presentRedaction(redaction) }, { Location: location });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/tickets/{ticket}/redact',
      tag: 'tickets',
      operationId: 'redactTicket',
      summary: 'Redact a ticket',
      description:
        'For staff, also on tickets that are over. Removes a text or a file from the ticket itself before it answers: title, description, tags, triage, custom fields and files. A job then removes it from everything else that is kept of the ticket, as with a comment.',
      action: 'comment.redact',
      creates: true,
      isVersioned: true,
      request: { params: ticketParams, body: newRedactionSchema },
      responses: {
        202: {
          description: 'The redaction, with what is done already',
          schema: redactionSchema,
          headers: { Location: 'Where its progress and result are' },
        },
      },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, expectedVersion, newResourceId }) => {
        const input = 'text' in body ? { text: body.text } : { fileId: body.file_id };
        const reference = { reference: params.ticket, expectedVersion };
        const redaction = await startTicketRedaction(deps, actor, reference, input, newResourceId);
        const location = `/api/v1/redactions/${redaction.id}`;
        return reply(202, { redaction: presentRedaction(redaction) }, { Location: location });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/redactions/{redaction}',
      tag: 'comments',
      operationId: 'getRedaction',
      summary: 'Get a redaction, with its progress and result',
      description:
        'Redactions are kept for 30 days. The activity log of the ticket keeps the result for longer.',
      action: 'comment.redact',
      request: { params: redactionParams },
      responses: { 200: { description: 'The redaction', schema: redactionSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, { redaction: presentRedaction(await readRedaction(deps, actor, params.redaction)) }),
    }),
  ];
}

function presentRedaction(redaction: Redaction): z.input<typeof redactionSchema>['redaction'] {
  return {
    id: redaction.id,
    ticket_id: redaction.ticketId,
    comment_id: redaction.commentId,
    file_id: redaction.fileId,
    state: redaction.state,
    places: { ...redaction.places },
    requested_by: { id: redaction.requestedById },
    requested_at: redaction.requestedAt.toISOString(),
    finished_at: redaction.finishedAt?.toISOString() ?? null,
  };
}
