import { describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import { CheckedClient } from '../../support/api/contract.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople();
const CALENDARS = '/api/v1/sla/calendars';
const POLICIES = '/api/v1/sla/policies';

const day = [{ start: '09:00', end: '17:00' }];
const office = {
  time_zone: 'Europe/Berlin',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  holidays: [{ date: '12-25', name: 'Christmas Day' }],
};
const target = (minutes: number) => ({ first_response_minutes: minutes, resolution_minutes: 4 * minutes });
const targets = { urgent: target(15), high: target(60), medium: target(240), low: target(480) };

let count = 0;
const newName = () => `name-${(count += 1)}`;

function ics(...days: [string, string][]): string {
  const events = days.flatMap(([date, name], index) => [
    'BEGIN:VEVENT',
    `UID:${index}@example.org`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;VALUE=DATE:${date}`,
    `SUMMARY:${name}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//t//t//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

/** Maya, who does not say which version she changes. */
async function unversioned(): Promise<CheckedClient> {
  const nobody = await people.holdfast.client();
  return new CheckedClient(await nobody.signIn('maya@holdfast.local', DEMO_PASSWORD), people.contract);
}

async function newCalendar(): Promise<string> {
  const name = newName();
  const { status } = await people.maya.post(CALENDARS, { name, ...office });
  expect(status).toBe(201);
  return name;
}

describe('calendars', () => {
  it('begin with round the clock, and are listed by name', async () => {
    const name = await newCalendar();
    const { status, body } = await people.bob.get(`${CALENDARS}?page_size=1`);
    expect(status).toBe(200);
    expect(body.calendars).toMatchObject([
      { name: 'always', version: 1, time_zone: 'UTC', created_by: null },
    ]);
    const { body: next } = await people.bob.get(`${CALENDARS}?page_size=100&cursor=${body.next_cursor}`);
    expect(next.calendars.map((calendar: any) => calendar.name)).toContain(name);
    expect(next.total).toBe(Number(next.calendars.length) + 1);
  });

  it('are made once under a name', async () => {
    const input = { name: newName(), ...office };
    const made = await people.maya.post(CALENDARS, input);
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`${CALENDARS}/${input.name}`);
    expect(made.body).toMatchObject({ ...input, version: 1, created_by: { name: 'Maya' } });
    expect(made.body.week.sunday).toEqual([]);
    expectProblem(await people.maya.post(CALENDARS, input), 409, 'duplicate');
  });

  it('tell all that is wrong at once', async () => {
    const answer = await people.maya.post(CALENDARS, {
      name: newName(),
      time_zone: 'Europe/Atlantis',
      week: {
        monday: [...day, { start: '16:00', end: '18:00' }],
        friday: [{ start: '08:00', end: '08:00' }],
      },
      holidays: [{ date: '02-30', name: 'Never' }],
    });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['holidays.0.date', 'time_zone', 'week.friday.0', 'week.monday.1']);
    const empty = await people.maya.post(CALENDARS, { name: newName(), time_zone: 'UTC', week: {} });
    expect(faultPaths(empty)).toEqual(['week']);
  });

  it('change by a new version; the old one stays', async () => {
    const url = `${CALENDARS}/${await newCalendar()}`;
    const change = { ...office, time_zone: 'Europe/Paris' };
    expectProblem(await (await unversioned()).put(url, change), 428, 'version_required');
    const changed = await people.maya.at(1).put(url, change);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe('"2"');
    expectProblem(await people.maya.at(1).put(url, office), 412, 'version_conflict');
    expect((await people.bob.get(url)).body).toMatchObject({ version: 2, time_zone: 'Europe/Paris' });
    expect((await people.bob.get(`${url}?version=1`)).body).toMatchObject({
      version: 1,
      time_zone: 'Europe/Berlin',
    });
    expectProblem(await people.bob.get(`${url}?version=3`), 404, 'not_found');
    expectProblem(await people.maya.at(1).put(`${CALENDARS}/nowhere`, office), 404, 'not_found');
  });

  it('take the holidays of an iCalendar file', async () => {
    const url = `${CALENDARS}/${await newCalendar()}`;
    const body = {
      ics: ics(['20260403', 'Good Friday'], ['20260406', 'Easter Monday'], ['20300101', 'Too late']),
      from: '2026-01-01',
      to: '2026-12-31',
    };
    const imported = await people.maya.at(1).post(`${url}/holidays`, body);
    expect(imported.status).toBe(200);
    expect(imported.body).toMatchObject({
      version: 2,
      holidays: [
        { date: '12-25', name: 'Christmas Day' },
        { date: '2026-04-03', name: 'Good Friday' },
        { date: '2026-04-06', name: 'Easter Monday' },
      ],
    });
    expect(imported.body.import).toEqual({
      dry_run: false,
      days: [
        { date: '2026-04-03', name: 'Good Friday', is_new: true },
        { date: '2026-04-06', name: 'Easter Monday', is_new: true },
      ],
      left_out: [],
      left_out_total: 0,
    });
    const unreadable = await people.maya.at(2).post(`${url}/holidays`, { ics: 'nothing of the kind' });
    expectProblem(unreadable, 422, 'invalid_input');
    expect(faultPaths(unreadable)).toContain('ics');
    const half = await people.maya.at(2).post(`${url}/holidays`, { ics: body.ics, from: '2026-01-01' });
    expect(faultPaths(half)).toEqual(['to']);
    const large = await people.maya.at(2).post(`${url}/holidays`, { ics: 'x'.repeat(10_000_000) });
    expectProblem(large, 413, 'payload_too_large');
  });

  it('tell what a file of holidays would change, and what of it is left out, and change nothing', async () => {
    const url = `${CALENDARS}/${await newCalendar()}`;
    const file = ics(['20261224', 'Christmas Eve'], ['20261111', 'St. Martin'], ['20261231', 'Shift']);
    const body = {
      ics: file
        .replace('SUMMARY:St. Martin', 'SUMMARY:St. Martin\r\nDESCRIPTION:Observance\\nTo hide it')
        .replace('DTSTART;VALUE=DATE:20261231', 'DTSTART:20261231T220000'),
      from: '2026-01-01',
      to: '2026-12-31',
    };
    const day = { date: '2026-12-24', name: 'Christmas Eve', is_new: true };
    const dry = await people.maya.at(1).post(`${url}/holidays`, { ...body, dry_run: true });
    expect([dry.status, dry.headers.get('etag')]).toEqual([200, '"1"']);
    expect(dry.body).toMatchObject({
      version: 1,
      holidays: [{ date: '12-25' }],
      import: {
        dry_run: true,
        days: [day],
        left_out: [
          { name: 'St. Martin', date: '2026-11-11', reason: 'observance' },
          { name: 'Shift', date: '2026-12-31', reason: 'timed' },
        ],
        left_out_total: 2,
      },
    });
    expect((await people.maya.get(url)).body.version).toBe(1);
    expectProblem(
      await people.maya.at(7).post(`${url}/holidays`, { ...body, dry_run: true }),
      412,
      'version_conflict',
    );
    expectProblem(
      await people.bob.at(1).post(`${url}/holidays`, { ...body, dry_run: true }),
      403,
      'forbidden',
    );
    const taken = await people.maya.at(1).post(`${url}/holidays`, { ...body, include_observances: true });
    expect(taken.body).toMatchObject({
      version: 2,
      holidays: [{}, { date: '2026-11-11' }, { date: day.date }],
    });
    expect(taken.body.import.left_out.map(({ name }: { name: string }) => name)).toEqual(['Shift']);
    const again = await people.maya.at(2).post(`${url}/holidays`, { ...body, dry_run: true });
    expect(again.body.import.days).toEqual([{ ...day, is_new: false }]);
  });
});

describe('SLA policies', () => {
  it('begin with the default one', async () => {
    const { status, body } = await people.bob.get(`${POLICIES}/default`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'default',
      version: 1,
      description: null,
      calendar: 'always@1',
      targets: { urgent: { first_response_minutes: 15, resolution_minutes: 240 } },
      warn_at_share: 0.8,
      pause_statuses: ['waiting_on_user'],
      first_response_pauses: false,
      acknowledge_minutes: null,
      reminder_minutes: 2_880,
      created_by: null,
    });
  });

  it('pin their calendar, and put their steps in order', async () => {
    const calendar = await newCalendar();
    await people.maya.at(1).put(`${CALENDARS}/${calendar}`, office);
    const input = {
      name: newName(),
      description: 'For the network team',
      calendar,
      targets,
      exceptions: [{ category: 'network', targets: { urgent: target(5) } }],
      first_response_pauses: true,
      acknowledge_minutes: 45,
      escalation: [
        { after_minutes: 60, action: 'raise_priority' },
        { after_minutes: 90, action: 'move_to_team', team: 'workplace' },
        { after_minutes: 0, action: 'mail', recipient_id: await people.idOf(people.maya) },
      ],
    };
    const { status, body } = await people.maya.post(POLICIES, input);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      description: 'For the network team',
      calendar: `${calendar}@2`,
      exceptions: [{ category: 'network', team: null, targets: { urgent: target(5) } }],
      escalation: [
        { action: 'mail' },
        { action: 'raise_priority', recipient_id: null, team: null },
        { action: 'move_to_team', team: 'workplace' },
      ],
      auto_close_minutes: 4_320,
      first_response_pauses: true,
      acknowledge_minutes: 45,
      reminder_minutes: null,
    });
    expectProblem(await people.maya.post(POLICIES, input), 409, 'duplicate');
    const { body: list } = await people.bob.get(POLICIES);
    expect(list.policies.map((policy: any) => policy.name)).toEqual(['default', input.name]);
  });

  it('tell all that is wrong at once', async () => {
    const post = (fields: object) => people.maya.post(POLICIES, { name: newName(), targets, ...fields });
    const shape = await post({
      targets: { ...targets, low: target(-5) },
      warn_at_share: 1,
      auto_close_minutes: 0,
    });
    expectProblem(shape, 422, 'invalid_input');
    expect(faultPaths(shape)).toEqual([
      'auto_close_minutes',
      'targets.low.first_response_minutes',
      'targets.low.resolution_minutes',
      'warn_at_share',
    ]);
    const sense = await post({
      calendar: 'nowhere@7',
      exceptions: [{ targets: {} }],
      escalation: [
        { after_minutes: 1, action: 'mail' },
        { after_minutes: 2, action: 'mail', recipient_id: 'nobody' },
        { after_minutes: 3, action: 'reassign', recipient_id: await people.idOf(people.bob) },
        { after_minutes: 4, action: 'move_to_team', team: 'nobody there' },
        { after_minutes: 5, action: 'move_to_team' },
      ],
    });
    expectProblem(sense, 422, 'invalid_input');
    expect(faultPaths(sense)).toEqual([
      'calendar',
      'escalation.0.recipient_id',
      'escalation.1.recipient_id',
      'escalation.2.recipient_id',
      'escalation.3.team',
      'escalation.4.team',
      'exceptions.0',
    ]);
  });

  it('want a calendar in which their targets can be kept', async () => {
    const name = newName();
    const brief = { monday: [{ start: '09:00', end: '09:15' }] };
    await people.maya.post(CALENDARS, { name, time_zone: 'UTC', week: brief });
    const answer = await people.maya.post(POLICIES, {
      name,
      calendar: name,
      targets: { ...targets, low: target(2_000) },
    });
    expect(faultPaths(answer)).toEqual(['calendar']);
  });

  it('a new version of the default one is for new tickets', async () => {
    const before = await people.ticket();
    const name = await newCalendar();
    const url = `${POLICIES}/default`;
    expectProblem(await (await unversioned()).put(url, { targets }), 428, 'version_required');
    const changed = await people.maya.at(1).put(url, { calendar: name, targets });
    expect(changed.body).toMatchObject({ version: 2, calendar: `${name}@1` });
    const after = await people.ticket();
    expect([before.sla.policy, after.sla.policy]).toEqual(['default@1', 'default@2']);
    const again = await people.alice.get(`/api/v1/tickets/${before.number}`);
    expect(again.body.sla).toMatchObject({
      policy: 'default@1',
      resolution: { due_at: before.sla.resolution!.due_at },
    });
    expectProblem(await people.maya.at(1).put(url, { targets }), 412, 'version_conflict');
  });

  it('of before there were teams in their steps read like the others', async () => {
    const old = { ...DEFAULT_POLICY, name: newName() };
    const escalation = [{ afterMinutes: 5, action: 'reassign', recipientId: null }];
    const collection = people.holdfast.mongo.collection<{ _id: string; escalation: object[] }>(
      'sla_policies',
    );
    await collection.insertOne({ _id: `${old.name}@1`, ...old, escalation });
    const { status, body } = await people.bob.get(`${POLICIES}/${old.name}`);
    expect(status).toBe(200);
    expect(body.escalation).toEqual([
      { after_minutes: 5, action: 'reassign', recipient_id: null, team: null },
    ]);
  });

  it('are for managers to change, and for staff to read', async () => {
    expectProblem(await people.bob.post(POLICIES, { name: newName(), targets }), 403, 'forbidden');
    // Whoever may never do it is not told what else is missing.
    expectProblem(await people.bob.put(`${POLICIES}/default`, { targets }), 403, 'forbidden');
    expectProblem(await people.bob.post(POLICIES, {}), 403, 'forbidden');
    expectProblem(await people.alice.get(POLICIES), 403, 'forbidden');
    expect((await people.admin.post(POLICIES, { name: newName(), targets })).status).toBe(201);
  });

  it('are made once for one Idempotency-Key', async () => {
    const input = { name: newName(), targets };
    const keyed = people.maya.with({ 'idempotency-key': `key-${input.name}-0123456789` });
    const [first, second] = [await keyed.post(POLICIES, input), await keyed.post(POLICIES, input)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });
});
