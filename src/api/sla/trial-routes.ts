import type { z } from 'zod';
import {
  previewPolicy,
  type PolicyTrialOutcome,
  type TrialOfTicket,
} from '../../app/policy-changes/preview-policy.js';
import type { SlaVerdict } from '../../domain/policy-changes/sla-replay.js';
import type { SlaTarget } from '../../domain/sla/sla.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { toCalendarBody, toPolicyBody } from './query.js';
import { policyTrialOutcomeSchema, policyTrialSchema } from './trial-schema.js';

/** Trying a policy on tickets that have been. */
export function policyTrialRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/sla/preview',
      tag: 'SLA',
      operationId: 'previewPolicy',
      summary: 'Preview an SLA policy on past tickets',
      description:
        'Replays the activity log of each ticket under the policy and computes its targets again. The actions on the ticket stay the same. Changes nothing.',
      action: 'sla.administer',
      request: { body: policyTrialSchema },
      responses: {
        200: {
          description: 'Actual and simulated results of the SLA targets',
          schema: policyTrialOutcomeSchema,
        },
      },
      handle: async ({ body }, { actor }) => {
        const { policy, calendar } = body;
        const outcome = await previewPolicy(deps, actor, {
          policy: typeof policy === 'string' ? policy : toPolicyBody(policy),
          calendar:
            calendar === undefined || typeof calendar === 'string' ? calendar : toCalendarBody(calendar),
          createdFrom: body.created_from,
          createdTo: body.created_to,
          onlyChosen: body.only_chosen,
        });
        return reply(200, presentOutcome(outcome));
      },
    }),
  ];
}

function presentOutcome({
  at,
  total,
  read,
  tickets,
}: PolicyTrialOutcome): z.input<typeof policyTrialOutcomeSchema> {
  return {
    as_of: at.toISOString(),
    total,
    replayed: tickets.length,
    chosen: tickets.filter(({ isChosen }) => isChosen).length,
    cut_off: read < total,
    first_response: tallies(tickets, 'firstResponse'),
    next_response: tallies(tickets, 'nextResponse'),
    resolution: tallies(tickets, 'resolution'),
    tickets: tickets.map(({ ticket, isChosen, verdicts }) => ({
      id: ticket.id,
      number: ticket.number,
      status: ticket.status,
      priority: ticket.priority,
      policy: ticket.sla.policy,
      is_chosen: isChosen,
      first_response: { ...verdicts.firstResponse },
      next_response: { ...verdicts.nextResponse },
      resolution: { ...verdicts.resolution },
    })),
  };
}

function tallies(tickets: readonly TrialOfTicket[], target: SlaTarget) {
  return {
    now: tally(tickets.map(({ verdicts }) => verdicts[target].now)),
    then: tally(tickets.map(({ verdicts }) => verdicts[target].then)),
  };
}

function tally(verdicts: readonly SlaVerdict[]) {
  const count = (wanted: SlaVerdict) => verdicts.filter((verdict) => verdict === wanted).length;
  return {
    met: count('met'),
    breached: count('breached'),
    pending: count('pending'),
    dropped: count('dropped'),
  };
}
