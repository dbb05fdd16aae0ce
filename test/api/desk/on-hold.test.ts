import { describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const REASONS = '/api/v1/hold-reasons';
const LABELS = { en: 'Spare part', de: 'Ersatzteil' };
const MS_PER_DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * MS_PER_DAY).toISOString();

let count = 0;
async function addReason(fields: object = {}): Promise<string> {
  const key = `reason-${(count += 1)}`;
  const made = await people.maya.post(REASONS, { key, labels: LABELS, ...fields });
  expect(made.status).toBe(201);
  return key;
}

const hold = (number: string, fields: object = {}, client = people.bob) =>
  client.patch(`${TICKETS}/${number}/status`, { status: 'on_hold', ...fields });
const trail = async (number: string) =>
  (await people.bob.get(`${TICKETS}/${number}/activities`)).body.activities as {
    readonly action: string;
    readonly details: Readonly<Record<string, unknown>>;
  }[];

async function held(fields: object = { hold_reason: 'third_party' }): Promise<string> {
  const { number } = await people.ticket();
  expect((await hold(number, fields)).status).toBe(200);
  return number;
}

describe('hold reasons', () => {
  it('are edited by managers, with their effects, in the language of the reader', async () => {
    const { body } = await people.alice.get(`${REASONS}?page_size=100`);
    expect(body.hold_reasons.slice(0, 3)).toMatchObject([
      { key: 'third_party', label: 'Third party', pauses_clock: true, needs_date: false, is_system: false },
      { key: 'planned_change', pauses_clock: true, needs_date: false },
      { key: 'until_date', pauses_clock: true, needs_date: true },
    ]);
    const german = await people.holdfast.client('bob', { headers: { 'accept-language': 'de' } });
    expect((await german.get(`${REASONS}/third_party`)).body.label).toBe('Dritte');
    const key = await addReason();
    expect((await people.bob.get(`${REASONS}/${key}`)).body).toMatchObject({
      labels: LABELS,
      pauses_clock: true,
      needs_date: false,
      version: 1,
    });
    const changed = await people.maya.patch(`${REASONS}/${key}`, { pauses_clock: false, needs_date: true });
    expect(changed.body).toMatchObject({ labels: LABELS, pauses_clock: false, needs_date: true, version: 2 });
    const renamed = await people.maya.patch(`${REASONS}/${key}`, { labels: { en: 'Part' } });
    expect(renamed.body).toMatchObject({ label: 'Part', pauses_clock: false, needs_date: true, version: 3 });
    expectProblem(await people.bob.post(REASONS, { key: 'mine', labels: LABELS }), 403, 'forbidden');
    const faulty = await people.maya.post(REASONS, { key: 'Bad', labels: LABELS, pauses_clock: 'yes' });
    expect([...faultPaths(faulty)].sort()).toEqual(['key', 'pauses_clock']);
    expect((await people.maya.send('DELETE', `${REASONS}/${key}`)).status).toBe(204);
    expectProblem(await people.maya.get(`${REASONS}/${key}`), 404, 'not_found');
  });
});

describe('a ticket on hold', () => {
  it('has a reason and a date in its clock, lists and activity log', async () => {
    const until = inDays(30);
    const number = await held({ hold_reason: 'third_party', hold_until: until });
    const { body: ticket } = await people.alice.get(`${TICKETS}/${number}`);
    expect(ticket).toMatchObject({
      status: 'on_hold',
      hold_reason: 'third_party',
      hold_until: until,
      sla: { state: 'paused' },
    });
    expect((await trail(number)).at(-1)).toMatchObject({
      action: 'ticket.status_changed',
      details: {
        status: { from: 'open', to: 'on_hold' },
        hold_reason: { from: null, to: 'third_party' },
        hold_until: { from: null, to: until },
        hold_pauses_clock: { from: null, to: true },
      },
    });
    const listed = await people.bob.get(`${TICKETS}?status=on_hold&q=${number}`);
    expect(listed.body.tickets.map((each: { number: string }) => each.number)).toEqual([number]);
    expect((await people.bob.get(`${TICKETS}/stats/summary`)).body.by_status.on_hold).toBeGreaterThan(0);
    const resolved = await people.bob.post(`${TICKETS}/${number}/resolve`, { resolution_code: 'fixed' });
    expect(resolved.body).toMatchObject({ status: 'resolved', hold_reason: null, hold_until: null });
  });

  it('keeps running if the reason does not pause the clock, and follows a new reason or date', async () => {
    const running = await addReason({ pauses_clock: false });
    const number = await held({ hold_reason: running });
    const state = async () => (await people.bob.get(`${TICKETS}/${number}`)).body.sla.state;
    expect(await state()).toBe('running');
    const day = inDays(10).slice(0, 10);
    const paused = await hold(number, { hold_reason: 'planned_change', hold_until: day });
    expect(paused.body).toMatchObject({
      hold_reason: 'planned_change',
      hold_until: `${day}T00:00:00.000Z`,
      sla: { state: 'paused' },
    });
    const later = await hold(number, { hold_until: inDays(20) });
    expect(later.body).toMatchObject({ hold_reason: 'planned_change', sla: { state: 'paused' } });
    expect((await hold(number, { hold_until: null })).body.hold_until).toBeNull();
    expect((await trail(number)).slice(-3).map(({ action }) => action)).toEqual([
      'ticket.edited',
      'ticket.edited',
      'ticket.edited',
    ]);
  });

  it('is rejected without a valid reason and date', async () => {
    const { number } = await people.ticket();
    const refused: readonly (readonly [fields: object, path: string, message: RegExp])[] = [
      [{}, 'hold_reason', /is required/u],
      [{ hold_reason: 'war' }, 'hold_reason', /^is not a hold reason; choose one of: third_party, /u],
      [{ hold_reason: 'until_date' }, 'hold_until', /is required by the reason until_date/u],
      [{ hold_reason: 'until_date', hold_until: null }, 'hold_until', /is required/u],
      [{ hold_reason: 'third_party', hold_until: inDays(-1) }, 'hold_until', /must be in the future/u],
      [{ hold_reason: 'third_party', hold_until: '9999-12-31' }, 'hold_until', /before 20/u],
      [{ hold_reason: 'third_party', hold_until: '2027-02-30' }, 'hold_until', /./u],
      [{ hold_reason: 'third_party', hold_until: '2027-03-28T02:30:00' }, 'hold_until', /./u],
      [{ status: 'in_progress', hold_reason: 'third_party' }, 'hold_reason', /goes with the status on_hold/u],
    ];
    for (const [fields, path, message] of refused) {
      const answer = await hold(number, fields);
      expectProblem(answer, 422, 'invalid_input');
      expect([fields, answer.body.errors[0]]).toEqual([
        fields,
        { path, message: expect.stringMatching(message) },
      ]);
    }
    expectProblem(await hold(number, { hold_reason: 'third_party' }, people.alice), 403, 'forbidden');
    expect((await people.bob.get(`${TICKETS}/${number}`)).body).toMatchObject({ status: 'open', version: 1 });
    await people.bob.patch(`${TICKETS}/${number}/status`, { status: 'waiting_on_user' });
    expectProblem(await hold(number), 409, 'illegal_transition');
  });

  it('keeps a retired or removed reason, with its effect on the clock', async () => {
    const [retired, removed] = [await addReason(), await addReason()];
    const [first, second] = [await held({ hold_reason: retired }), await held({ hold_reason: removed })];
    expect((await people.maya.send('DELETE', `${REASONS}/${retired}`)).status).toBe(204);
    expect((await people.bob.get(`${REASONS}/${retired}`)).body).toMatchObject({ is_active: false });
    expect((await people.maya.patch(`${REASONS}/${retired}`, { pauses_clock: false })).status).toBe(200);
    // As when a ticket gets a reason in the moment of its removal.
    await people.holdfast.mongo.collection('hold_reasons').deleteMany({ name: removed });
    for (const [number, reason] of [
      [first, retired],
      [second, removed],
    ] as const) {
      expect((await people.alice.get(`${TICKETS}/${number}`)).body).toMatchObject({
        hold_reason: reason,
        sla: { state: 'paused' },
      });
      const moved = await hold(number, { hold_until: inDays(3) });
      expect(moved.body).toMatchObject({ hold_reason: reason, sla: { state: 'paused' } });
      const { number: other } = await people.ticket();
      expectProblem(await hold(other, { hold_reason: reason }), 422, 'invalid_input');
      const resumed = await people.bob.patch(`${TICKETS}/${number}/status`, { status: 'in_progress' });
      expect(resumed.body).toMatchObject({ hold_reason: null, sla: { state: 'running' } });
    }
  });

  it('is continued by a public comment of its requester, not by staff', async () => {
    const number = await held();
    const say = (client: typeof people.bob, body: object) =>
      client.post(`${TICKETS}/${number}/comments`, body);
    await say(people.bob, { body: 'The supplier has it.' });
    await say(people.bob, { body: 'They are slow.', is_internal: true });
    const status = async () => (await people.bob.get(`${TICKETS}/${number}`)).body.status;
    expect(await status()).toBe('on_hold');
    await say(people.alice, { body: 'It works again.' });
    expect(await status()).toBe('in_progress');
    expect((await trail(number)).at(-1)).toMatchObject({
      action: 'ticket.status_changed',
      details: { reason: 'the requester answered', hold_reason: { from: 'third_party', to: null } },
    });
  });

  it('is cancelled by its requester, and merged', async () => {
    const [cancelled, merged, into] = [await held(), await held(), await held()];
    expect((await people.alice.post(`${TICKETS}/${cancelled}/cancel`, {})).body).toMatchObject({
      status: 'cancelled',
      hold_reason: null,
    });
    expect((await people.bob.post(`${TICKETS}/${merged}/merge`, { into })).status).toBe(200);
    expect((await people.bob.get(`${TICKETS}/${into}`)).body).toMatchObject({
      status: 'on_hold',
      hold_reason: 'third_party',
      sla: { state: 'paused' },
    });
  });

  it('can be set by a bulk change, which checks the reason first', async () => {
    const { number } = await people.ticket();
    const bulk = (change: object) => people.bob.post(`${TICKETS}/bulk`, { ticket_ids: [number], change });
    expect(faultPaths(await bulk({ status: 'on_hold', hold_reason: 'war' }))).toEqual(['change.hold_reason']);
    expect(faultPaths(await bulk({ status: 'resolved', hold_reason: 'third_party' }))).toEqual([
      'change.hold_reason',
    ]);
    expect(
      (await bulk({ status: 'on_hold', hold_reason: 'third_party', hold_until: inDays(5) })).status,
    ).toBe(202);
  });
});
