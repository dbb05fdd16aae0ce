import { describe, expect, it } from '@jest/globals';
import { TicketCounter } from '../../../src/app/figures/count-ticket.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const METRICS = '/api/v1/metrics';

const count = async (ticketId: string) => {
  const { version: ticketVersion } = (await people.holdfast.deps.tickets.find(ticketId))!;
  await new TicketCounter(people.holdfast.deps).count({ ticketId, ticketVersion, type: 'ticket.edited' });
};

/** The client holds it to the document. */
const figure = async (path: string) => (await people.maya.get(`${METRICS}/${path}`)).body;

describe('GET /metrics', () => {
  it('counts tickets in total, by part, priority, category, status and agent', async () => {
    const one = await people.ticket({ category: 'network', priority: 'high' });
    const two = await people.ticket({ category: 'email', priority: 'low' });
    const bob = await people.idOf(people.bob);
    await people.maya.patch(`${TICKETS}/${one.number}/assign`, { assignee_id: bob });
    const resolved = await people.bob.post(`${TICKETS}/${one.number}/resolve`, { resolution_code: 'fixed' });
    expect(resolved.status).toBe(200);
    for (const { id } of [one, two]) await count(id);

    const dashboard = await figure('dashboard');
    expect(dashboard.total).toMatchObject({ created: 2, resolved: 1, open: 1, resolution: { tickets: 1 } });
    expect(dashboard.series).toHaveLength(30);
    expect(dashboard.series.at(-1)).toMatchObject({ figures: { created: 2 } });
    expect(dashboard.backlog[0]).toEqual({ up_to_days: 1, tickets: 1 });

    const network = await figure('dashboard?category=network&time_zone=Asia/Kolkata&interval=week');
    expect(network.total).toMatchObject({ created: 1 });

    const byPriority = await figure('tickets-by-priority');
    expect(byPriority.rows.map(({ priority, figures }: any) => `${priority} ${figures.created}`)).toEqual([
      'low 1',
      'medium 0',
      'high 1',
      'urgent 0',
    ]);
    const byCategory = await figure('tickets-by-category');
    expect(byCategory.rows.find(({ category }: any) => category === 'email')?.figures.created).toBe(1);
    const byStatus = await figure('tickets-by-status');
    expect(byStatus.rows.filter(({ tickets }: any) => tickets > 0)).toEqual([
      { status: 'open', tickets: 1 },
      { status: 'resolved', tickets: 1 },
    ]);
    const times = await figure('resolution-time');
    expect(times.by_priority.map(({ figures }: any) => figures.resolution.tickets)).toEqual([0, 0, 1, 0]);
    const sla = await figure('sla');
    expect(sla.total.sla.resolution).toEqual({ met: 1, missed: 0, attainment: 1 });
    const agents = await figure('agents');
    expect(agents.rows[0]).toMatchObject({ person: { id: bob }, load: 0, figures: { resolved: 1, open: 0 } });
  });

  it('answers as CSV', async () => {
    const answer = await people.maya.get(`${METRICS}/agents?format=csv`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = String(answer.body).trim().split('\r\n');
    expect(lines[0]).toMatch(
      /^person\.id,person\.name,load,capacity,utilisation,resolved_per_place,figures\.created,/u,
    );
    expect(lines).toHaveLength(3);
    for (const name of ['dashboard', 'sla', 'tickets-by-status']) {
      expect((await people.maya.get(`${METRICS}/${name}?format=csv`)).status).toBe(200);
    }
  });

  it('answers as CSV to who accepts nothing better, unless a format is given', async () => {
    const answers = async (path: string, accept: string) => {
      const { headers } = await people.maya.with({ accept }).get(`${METRICS}/${path}`);
      return [headers.get('content-type')?.split(';')[0], headers.get('vary')];
    };
    expect(await answers('sla', 'text/csv')).toEqual(['text/csv', 'Accept']);
    expect(await answers('agents', 'application/json;q=0.5, text/csv')).toEqual(['text/csv', 'Accept']);
    expect(await answers('dashboard', 'text/html, */*')).toEqual(['application/json', 'Accept']);
    expect(await answers('dashboard?format=json', 'text/csv')).toEqual(['application/json', 'Accept']);
  });

  it('is for managers, and names what is wrong', async () => {
    expectProblem(await people.bob.get(`${METRICS}/dashboard`), 403, 'forbidden');
    expectProblem(await people.alice.get(`${METRICS}/agents`), 403, 'forbidden');
    const wrong = await people.maya.get(`${METRICS}/sla?from=2026-05-01&to=2026-04-01`);
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['to']);
    expectProblem(await people.maya.get(`${METRICS}/sla?time_zone=Mars/Base`), 422, 'invalid_input');
    expectProblem(await people.maya.get(`${METRICS}/sla?from=2026-13-01`), 422, 'invalid_input');
  });
});
