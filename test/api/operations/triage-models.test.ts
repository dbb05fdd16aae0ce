import { beforeAll, describe, expect, it } from '@jest/globals';
import { ProcessTrainer } from '../../../src/adapters/ai/classifier/process-trainer.js';
import { trainModel } from '../../../src/app/triage/learning/train-model.js';
import { PENDING_TRIAGE } from '../../../src/domain/tickets/triage.js';
import { MAX_LABELS_PER_DAY } from '../../../src/domain/triage/learning/labels.js';
import { dataOf } from '../../support/http-client.js';
import { expectProblem, withPeople } from '../../support/api/people.js';
import { scriptArgs } from '../../support/processes/script-args.js';
import { lieThere } from '../../support/tickets/bulk.js';
import { ticketsAbout } from '../../support/tickets/made-up-tickets.js';
import { ticketWhen } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople({});
const MODELS = '/api/v1/admin/ai/models';
const ACTIVATE = `${MODELS}/{version}/activate` as const;

/** Other categories than the rules see in these words. */
const CATEGORY: Readonly<Record<string, string>> = {
  printer: 'access',
  network: 'email',
  account: 'hardware',
};
const TICKETS = ticketsAbout(160, 1);
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 2, 2);

/** Tickets that were solved, one a day. */
const solved = (count: number, first = 0, fields: object = {}) =>
  lieThere(people.holdfast, count, (index) => {
    const { text, label } = TICKETS[first + index]!;
    const createdAt = new Date(START_MS + (first + index) * DAY_MS);
    const subject = { title: text, description: text, category: CATEGORY[label]! };
    return { ...subject, status: 'closed', createdAt, ...fields };
  });

const listed = () => dataOf(people.admin.api.GET(MODELS));
const activate = (version: string) => people.admin.api.POST(ACTIVATE, { params: { path: { version } } });
const train = (holder: string, deps: object = {}) =>
  trainModel(
    { ...people.holdfast.deps, ...deps },
    { holder, requestedBy: null },
    AbortSignal.timeout(60_000),
  );

describe('the versions of the local classifier', () => {
  it('are for administrators', async () => {
    for (const { api } of [people.alice, people.bob, people.maya]) {
      expectProblem(await api.GET(MODELS), 403, 'forbidden');
      expectProblem(await api.POST(`${MODELS}/train`), 403, 'forbidden');
      expectProblem(await api.POST(ACTIVATE, { params: { path: { version: 'rules' } } }), 403, 'forbidden');
    }
    expectProblem(await people.nobody.api.GET(MODELS), 401, 'unauthenticated');
  });

  it('are none in the beginning, when the rules answer', async () => {
    expect(await listed()).toMatchObject({
      models: [],
      active: { version: 0, at: null, by: null, is_pinned: false },
      training: { is_running: false, last: null },
    });
    expectProblem(await activate('1'), 404, 'not_found');
    expectProblem(await activate('newest'), 404, 'not_found');
  });

  it.each([0, 1, 3])('are none from %i tickets', async (count) => {
    if (count > 0) await solved(count);
    expect(await train(`few-${count}`)).toBe('too_few');
    expect(await listed()).toMatchObject({
      models: [],
      training: { last: { result: 'too_few', version: null } },
    });
  });
});

describe('a training', () => {
  beforeAll(async () => {
    await solved(150, 4);
  });

  it('that fails leaves no version, and the next one need not wait for it', async () => {
    const { vocabulary } = people.holdfast.deps;
    const script = scriptArgs('src/adapters/ai/classifier/trainer-process.ts');
    for (const limits of [
      { timeoutMs: 1, heapMegabytes: 128, maxMegabytes: 512 },
      { timeoutMs: 60_000, heapMegabytes: 128, maxMegabytes: 1 },
    ]) {
      const modelTrainer = new ProcessTrainer(vocabulary, limits, script);
      await expect(train('limited', { modelTrainer })).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(await listed()).toMatchObject({
      models: [],
      training: { is_running: false, last: { result: 'failed' } },
    });
  });

  it('is requested over the API, and its version triages new tickets when it beats the rules', async () => {
    const once = people.admin.with({ 'idempotency-key': 'train-once' });
    const [first, second] = [await once.api.POST(`${MODELS}/train`), await once.api.POST(`${MODELS}/train`)];
    expect([first.response.status, second.data]).toEqual([202, first.data]);
    const { models, active } = await waitFor('the version', async () => {
      const list = await listed();
      return list.models.length === 0 || list.training.is_running ? undefined : list;
    });
    expect(models).toHaveLength(1);
    expect(models[0]).toMatchObject({
      ...{ version: 1, name: 'classifier-1', outcome: 'promoted', is_active: true },
      requested_by: await people.idOf(people.admin),
      ignored_labels: { total: 0, people: [] },
    });
    expect(models[0]!.tasks).toContainEqual(
      expect.objectContaining({ task: 'category', serves: true, labels: 3, held_back: 30 }),
    );
    expect(active).toMatchObject({ version: 1, by: null, is_pinned: false });
    const model = await waitFor('a ticket that it has triaged', async () => {
      const { number } = await people.ticket({ title: 'Toner', description: 'papierstau toner druck tray' });
      const { triage, category } = await ticketWhen(
        people.admin,
        number,
        'triaged',
        (ticket) => ticket.triage.state === 'done',
      );
      return triage.model === 'classifier-1' ? { provider: triage.provider, category } : undefined;
    });
    expect(model).toEqual({ provider: 'local', category: 'access' });
  });

  it('runs once if two workers begin at the same time', async () => {
    const results = await Promise.all([train('first'), train('second')]);
    expect(results.filter((result) => result === 'busy')).toHaveLength(1);
    expect(results).toContain('not_better');
    expect((await listed()).models).toHaveLength(2);
  });

  it('replaces no version to which an administrator has gone back', async () => {
    expect(await dataOf(activate('rules'))).toMatchObject({
      active: { version: 0, is_pinned: true, by: await people.idOf(people.admin) },
    });
    expect(await train('pinned')).toBe('pinned');
    expect((await listed()).active.version).toBe(0);
    // The newest one again: trainings promote again.
    expect(await dataOf(activate('3'))).toMatchObject({ active: { version: 3, is_pinned: false } });
  });

  it('learns few of the labels of a storm, and says whose', async () => {
    const { mongo } = people.holdfast;
    const storm = await solved(140, 10, { status: 'open', category: 'other', chosenByPerson: ['category'] });
    const at = new Date('2026-11-30T08:00:00Z');
    const edits = storm.map(({ id, number }) => ({
      ...{
        _id: `edit-${id}`,
        ticketId: id,
        ticketNumber: number,
        ticketVersion: 2,
        type: 'ticket.edited',
        at,
      },
      actor: { type: 'user', id: 'eve', name: 'Eve' },
      details: { category: { from: 'email', to: 'other' } },
      publishedAt: at,
    }));
    await mongo.collection<{ _id: string }>('events').insertMany(edits);
    await train('storm');
    const ignored = storm.length - MAX_LABELS_PER_DAY;
    expect((await listed()).models[0]).toMatchObject({
      version: 4,
      ignored_labels: { total: ignored, people: [{ id: 'eve', labels: ignored }] },
    });
    expect(await dataOf(activate('1'))).toMatchObject({ active: { version: 1, is_pinned: true } });
  });

  it('is not usable once its file is damaged', async () => {
    const { mongo, deps } = people.holdfast;
    const model = await deps.triageModels.find(2);
    await mongo.collection('triage_models.chunks').deleteMany({ files_id: model!.id });
    expectProblem(await activate('2'), 404, 'not_found');
    expect((await listed()).active.version).toBe(1);
  });
});

describe('the figures of AI triage', () => {
  const FIGURES = '/api/v1/metrics/ai';
  const triaged = (category: string, confidence: number, status: 'closed' | 'open') =>
    lieThere(people.holdfast, 1, () => ({
      ...{ category, status, priority: 'high', type: 'bug', createdAt: new Date() },
      triage: {
        ...PENDING_TRIAGE,
        ...{ state: 'done', provider: 'gemini', model: 'gemini-x', confidence, promptVersion: 'p-1' },
        answered: { category: 'network', priority: 'high', type: 'technical' },
      },
    }));

  it('say how often people left an answer standing, how sure it was, and what they set instead', async () => {
    for (const [category, confidence] of [
      ['network', 0.95],
      ['network', 0.75],
      ['printer', 0.75],
      ['printer', 0.4],
    ] as const) {
      await triaged(category, confidence, 'closed');
    }
    await triaged('network', 0.9, 'open');
    const { models, overrulings, calibrations } = await dataOf(people.maya.api.GET(FIGURES));
    expect(models.find(({ provider }) => provider === 'gemini')).toEqual({
      ...{ provider: 'gemini', model: 'gemini-x', prompt_version: 'p-1', tickets: 5, solved: 4 },
      accuracy: { category: 0.5, priority: 1, type: 0 },
      mean_confidence: expect.closeTo(0.7125, 6),
      coverage: [
        { confidence: 0.5, coverage: 0.75, accuracy: expect.closeTo(2 / 3, 6) },
        { confidence: 0.7, coverage: 0.75, accuracy: expect.closeTo(2 / 3, 6) },
        { confidence: 0.8, coverage: 0.25, accuracy: 1 },
        { confidence: 0.9, coverage: 0.25, accuracy: 1 },
      ],
    });
    const changed = {
      field: 'category',
      provider: 'gemini',
      model: 'gemini-x',
      prompt_version: 'p-1',
      from: 'network',
      to: 'printer',
      tickets: 2,
    };
    expect(overrulings).toContainEqual(changed);
    expect(calibrations).toContainEqual({
      ...{ provider: 'gemini', model: 'gemini-x', tickets: 4, tickets_needed: 100, curve: null },
    });
  });

  it('hold a priority that an SLA escalation raised for the one before it', async () => {
    const escalated = (fields: object) =>
      lieThere(people.holdfast, 1, () => ({
        ...{ status: 'closed', priority: 'urgent', category: 'network', createdAt: new Date(), ...fields },
        triage: {
          ...PENDING_TRIAGE,
          ...{ state: 'done', provider: 'escalated', model: 'm', confidence: 0.9, promptVersion: 'p-1' },
          answered: { category: 'network', priority: 'high', type: 'question' },
        },
      }));
    // Of an earlier version; of this one; and of one whose priority a person had set before.
    await escalated({});
    await escalated({ unescalatedPriority: 'high' });
    await escalated({ unescalatedPriority: 'low', chosenByPerson: ['priority'] });
    const { tickets } = await people.holdfast.deps.labelSource.labelledTickets(null, 1_000);
    const priorities = tickets.flatMap(({ labels }) => labels.priority?.values ?? []);
    expect(priorities).toEqual(expect.arrayContaining(['high', 'low', 'urgent']));
    const { models, overrulings } = await dataOf(people.maya.api.GET(FIGURES));
    const ofEscalated = ({ provider }: { readonly provider: string }) => provider === 'escalated';
    expect(models.find(ofEscalated)!.accuracy.priority).toBeCloseTo(2 / 3, 6);
    const [priority] = overrulings.filter((it) => ofEscalated(it) && it.field === 'priority');
    expect(priority).toMatchObject({ from: 'high', to: 'low', tickets: 1 });
  });

  it('are for managers, and of at most ninety days', async () => {
    expectProblem(await people.bob.api.GET(FIGURES), 403, 'forbidden');
    expectProblem(await people.maya.get(`${FIGURES}?days=91`), 422, 'invalid_input');
  });
});
