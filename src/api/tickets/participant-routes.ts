import type { ActiveParticipant } from '../../domain/participants.js';
import { z } from 'zod';
import { addParticipant, removeParticipant } from '../../app/tickets/participants/edit-participants.js';
import type { ApiDeps } from '../deps.js';
import { email, lineOfText } from '../http/fields.js';
import { reply, route, type Route } from '../http/route.js';
import { presentParticipant } from './presenter.js';
import { participantSchema } from './participant-schema.js';
import { ticketParams } from './fields.js';

const PATH = '/api/v1/tickets/{ticket}/participants';
const TAG = 'comments';

const newParticipantSchema = z
  .strictObject({ email, name: lineOfText({ min: 1, max: 100 }).optional() })
  .meta({ id: 'NewParticipant', example: { email: 'kim@customer.example', name: 'Kim Lee' } });

const participantParams = ticketParams.extend({ participant: z.string() });

/** Routes for the participants of a ticket. The ticket itself contains the list. */
export function participantRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: PATH,
      tag: TAG,
      operationId: 'createParticipant',
      summary: 'Add a participant to a ticket',
      description:
        'The participant gets public comments by mail, can answer by mail, and can leave with one click. They need no account. Adding a participant again changes nothing, but mails go to a rejected address again.',
      action: 'ticket.edit_participants',
      creates: true,
      request: { params: ticketParams, body: newParticipantSchema },
      responses: {
        201: {
          description: 'The participant',
          schema: participantSchema,
          headers: { Location: 'URL of the participant' },
        },
      },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, { actor }) => {
        const whom = { address: body.email, name: body.name ?? '' };
        return added(params.ticket, await addParticipant(deps, actor, params.ticket, whom));
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/{participant}`,
      tag: TAG,
      operationId: 'deleteParticipant',
      summary: 'Remove a participant from a ticket',
      description:
        'The participant gets no more mails about the ticket. A later mail does not add them again.',
      action: 'ticket.edit_participants',
      request: { params: participantParams },
      responses: { 204: { description: 'The participant is removed', schema: null } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        await removeParticipant(deps, actor, params.ticket, params.participant);
        return reply(204, null);
      },
    }),
  ];
}

function added(ticket: string, participant: ActiveParticipant) {
  const location = `/api/v1/tickets/${encodeURIComponent(ticket)}/participants/${participant.id}`;
  return reply(201, presentParticipant(participant, false), { Location: location });
}
