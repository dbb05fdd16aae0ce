import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { assigned, ticketWhen, trail } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople({ worker: true });
const APPLY = '/api/v1/sla/policies/{policy}/apply';
const JOB = '/api/v1/sla/jobs/{job}';

const target = (first: number, resolution: number) => ({
  first_response_minutes: first,
  resolution_minutes: resolution,
});
const TARGETS = {
  urgent: target(15, 240),
  high: target(60, 480),
  medium: target(240, 1_440),
  low: target(480, 4_320),
};

const policy = (name: string) => ({ params: { path: { policy: name } } });
const apply = (body: Schemas['PolicyMove'], client = people.maya) =>
  client.api.POST(APPLY, { ...policy('default'), body });

async function finished(id: string) {
  return waitFor('the job', async () => {
    const { job } = await dataOf(people.maya.api.GET(JOB, { params: { path: { job: id } } }));
    return job.state === 'done' ? job : undefined;
  });
}

describe('POST /sla/policies/{policy}/apply', () => {
  let tickets: readonly Schemas['Ticket'][];

  beforeAll(async () => {
    tickets = [
      await people.ticket({ priority: 'medium' }),
      await people.ticket({ priority: 'medium' }),
      await people.ticket({ priority: 'low' }),
      await people.ticket({ priority: 'low' }),
    ];
    for (const { number } of tickets) await assigned(people.bob, number);
    const [, , , resolved] = tickets;
    await people.bob.post(`/api/v1/tickets/${resolved!.number}/resolve`, { resolution_code: 'fixed' });
    const targets = { ...TARGETS, medium: { first_response_minutes: 500, resolution_minutes: 1 } };
    const { status } = await people.maya.at(1).put('/api/v1/sla/policies/default', {
      targets,
      warn_at_share: 0.05,
    });
    expect(status).toBe(200);
  });

  it('shows with dry_run what would change, and changes nothing', async () => {
    const { data, response } = await apply({ dry_run: true });
    expect(response.status).toBe(200);
    expect(data).toMatchObject({
      policy: 'default@2',
      total: 3,
      previewed: 3,
      first_response: { sooner: 0, later: 2, unchanged: 1, breached_at_once: 0 },
      resolution: { sooner: 2, later: 0, unchanged: 1 },
    });
    const [first] = tickets;
    const preview = data as Schemas['PolicyMovePreview'];
    const row = preview.tickets.find(({ id }) => id === first!.id)!;
    expect(row).toMatchObject({ number: first!.number, policy: 'default@1', priority: 'medium' });
    const { from, to } = row.first_response.due_at!;
    expect(Date.parse(to) - Date.parse(from)).toBe((500 - 240) * 60_000);
    const actions = (await trail(people.maya, first!.number)).map(({ action }) => action);
    expect(actions).not.toContain('sla.policy_changed');
  });

  it('moves the named tickets, by a job', async () => {
    const [, , third, resolved] = tickets;
    const { data, response } = await apply({ ticket_ids: [third!.number, third!.id, resolved!.id] });
    expect(response.status).toBe(202);
    const { job } = data as Schemas['PolicyMoveJob'];
    expect(job).toMatchObject({ state: 'running', total: 1, done: 0 });
    expect(response.headers.get('location')).toBe(`/api/v1/sla/jobs/${job.id}`);
    expect(await finished(job.id)).toMatchObject({ total: 1, done: 1, moved: 1, skipped: 0, failed: 0 });
    const [event] = (await trail(people.maya, third!.number)).filter(
      ({ action }) => action === 'sla.policy_changed',
    );
    expect(event).toMatchObject({
      actor: { name: 'Maya' },
      details: { policy: { from: 'default@1', to: 'default@2' }, job_id: job.id },
    });
    expect(await trail(people.alice, third!.number)).not.toContainEqual(
      expect.objectContaining({ action: 'sla.policy_changed' }),
    );
  });

  it('moves all that are on another version, and wakes them: what is due now is done', async () => {
    const { data } = await apply({});
    const { job } = data as Schemas['PolicyMoveJob'];
    expect(await finished(job.id)).toMatchObject({ total: 2, done: 2, moved: 2, failed: 0 });
    for (const { number } of tickets.slice(0, 2)) {
      const { sla } = await ticketWhen(people.bob, number, 'moved', (it) => it.sla.policy === 'default@2');
      expect(Date.parse(sla.first_response!.due_at)).toBeGreaterThan(Date.now() + 400 * 60_000);
      // The old resolution was a day away: that its workflow warns within seconds shows that it was woken.
      await waitFor('the warning', async () => {
        const events = await trail(people.bob, number);
        return events.some(
          ({ action, details }) => action === 'sla.warning' && details['target'] === 'resolution',
        )
          ? true
          : undefined;
      });
    }
    const again = await apply({});
    const { id } = (again.data as Schemas['PolicyMoveJob']).job;
    expect(await finished(id)).toMatchObject({ total: 0, done: 0, moved: 0 });
  });

  it('can apply an older version too', async () => {
    const { data } = await apply({ version: 1, dry_run: true });
    expect(data).toMatchObject({ policy: 'default@1', total: 3 });
  });

  it('starts one job for one Idempotency-Key', async () => {
    const keyed = people.maya.with({ 'idempotency-key': 'apply-once-0123456789' });
    const url = '/api/v1/sla/policies/default/apply';
    const [first, second] = [await keyed.post(url, {}), await keyed.post(url, {})];
    expect(second.body.job.id).toBe(first.body.job.id);
  });

  it('is for managers and administrators', async () => {
    for (const client of [people.alice, people.bob]) {
      expectProblem(await apply({ dry_run: true }, client), 403, 'forbidden');
      expectProblem(await apply({}, client), 403, 'forbidden');
      const read = client.api.GET(JOB, { params: { path: { job: 'some-job' } } });
      expectProblem(await read, 403, 'forbidden');
    }
    expect((await apply({ dry_run: true }, people.admin)).response.status).toBe(200);
  });

  it('does not find an unknown policy, version, ticket or job', async () => {
    const { api } = people.maya;
    expectProblem(await api.POST(APPLY, { ...policy('nowhere'), body: {} }), 404, 'not_found');
    expectProblem(await apply({ version: 99 }), 404, 'not_found');
    expectProblem(await api.GET(JOB, { params: { path: { job: 'nope' } } }), 404, 'not_found');
    for (const dry_run of [true, false]) {
      const answer = await apply({ dry_run, ticket_ids: ['nope', tickets[0]!.id] });
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['ticket_ids.0']);
    }
  });

  it.each([
    [{ dry_run: 'yes' }, ['dry_run']],
    [{ version: 0 }, ['version']],
    [{ ticket_ids: [] }, ['ticket_ids']],
    [{ ticket_ids: [{ $gt: '' }] }, ['ticket_ids.0']],
    [{ ticket_ids: Array.from({ length: 1001 }, () => 'x') }, ['ticket_ids']],
    [{ when: 'now' }, ['when']],
  ])('refuses %.60j', async (body, paths) => {
    const answer = await people.maya.post('/api/v1/sla/policies/default/apply', body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});
