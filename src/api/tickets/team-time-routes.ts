import { z } from 'zod';
import { readTeamTimes, type TeamTimes } from '../../app/tickets/read-team-times.js';
import { secondsOf } from '../../domain/tickets/team-times.js';
import type { ApiDeps } from '../deps.js';
import { instant, orNull } from '../http/fields.js';
import { reply, route, type Route } from '../http/route.js';
import { presentTeamRef } from '../teams/presenter.js';
import { teamRefSchema } from '../teams/schema.js';
import { ticketParams } from './fields.js';

const teamTimesSchema = z
  .object({
    periods: z.array(
      z
        .object({
          team: orNull(teamRefSchema).meta({ description: 'Null for the time without a team' }),
          from: instant,
          to: instant.nullable().meta({ description: 'Null while it lasts' }),
          seconds: z.int(),
        })
        .meta({ id: 'TeamPeriod' }),
    ),
    totals: z.array(z.object({ team: orNull(teamRefSchema), seconds: z.int() }).meta({ id: 'TeamTotal' })),
  })
  .meta({ id: 'TeamTimes' });

/** How long a ticket was with each team. */
export function teamTimeRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tickets/{ticket}/team-times',
      tag: 'tickets',
      operationId: 'getTeamTimes',
      summary: 'Get the time of a ticket with each team',
      description:
        'The time counts round the clock, from creation until the ticket is closed or cancelled. It is computed from the activity log. A dissolved team is shown as its successor.',
      action: 'ticket.read_internal',
      request: { params: ticketParams },
      responses: { 200: { description: 'Periods, oldest first, and totals', schema: teamTimesSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentTeamTimes(await readTeamTimes(deps, actor, params.ticket))),
    }),
  ];
}

function presentTeamTimes({ periods, teams, at }: TeamTimes): z.input<typeof teamTimesSchema> {
  const shown = periods.map((period) => ({
    team: presentTeamRef(teams, period.team),
    from: period.from.toISOString(),
    to: period.to?.toISOString() ?? null,
    seconds: secondsOf(period, at),
  }));
  const byTeam = new Map<string | null, { team: (typeof shown)[number]['team']; seconds: number }>();
  for (const { team, seconds } of shown) {
    const key = team?.key ?? null;
    byTeam.set(key, { team, seconds: (byTeam.get(key)?.seconds ?? 0) + seconds });
  }
  return { periods: shown, totals: [...byTeam.values()] };
}
