import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { editChoice } from '../../../src/app/desk/choices.js';
import { actorOf } from '../../../src/domain/access/actor.js';
import { currentSnapshot } from '../../../workflows/contracts/ticket-lifecycle.js';
import type { Client } from '../../support/http-client.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import {
  GOOD_ANSWER,
  startGeminiStandIn,
  type GeminiStandIn,
} from '../../support/servers/gemini-stand-in.js';
import { assigned, submit, ticketWhen, trail } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const UNSURE = { ...GOOD_ANSWER, confidence: 0.3 };

let gemini: GeminiStandIn;
let holdfast: Holdfast;
let [alice, bob, maya, admin]: Client[] = [];

beforeAll(async () => {
  gemini = await startGeminiStandIn();
  holdfast = await startHoldfast({
    environment: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url },
  });
  [alice, bob, maya, admin] = await Promise.all([
    holdfast.client('alice'),
    holdfast.client('bob'),
    holdfast.client('maya'),
    holdfast.client('admin'),
  ]);
  const edit = { review_below: 0.8, review_minutes: 60 };
  const { body } = await maya.patch('/api/v1/categories/network', edit);
  expect(body).toMatchObject(edit);
  const user = await holdfast.deps.users.findByEmail('maya@holdfast.local');
  const brief = { reviewBelow: 0.8, reviewMinutes: 2 / 60 };
  await editChoice(holdfast.deps, actorOf(user!), 'categories', 'email', brief);
});
afterAll(async () => {
  await holdfast.close();
  await gemini.close();
});

const at = (number: string, what = '') => `/api/v1/tickets/${number}${what}`;

/** A ticket that waits for a person. */
async function waiting(answer: object = {}) {
  gemini.script({ kind: 'answer', answer: { ...UNSURE, ...answer } });
  const { number } = await submit(alice!);
  return ticketWhen(maya!, number, 'waiting', ({ triage }) => triage.state === 'needs_review');
}

/** Runs triage again, until its end. */
async function rerunTriage(number: string): Promise<void> {
  const { body } = await admin!.post('/api/v1/admin/rerun-ai', { ticket_ids: [number] });
  await waitFor('the re-run to end', async () => {
    const { body: now } = await admin!.get(`/api/v1/admin/rerun-ai/${body.job.id}`);
    return now.job.state === 'done' ? true : undefined;
  });
}

const actions = async (number: string) => (await trail(maya!, number)).map(({ action }) => action);

it('waits for a person, without an assignee, and two who decide at once make one decision', async () => {
  const ticket = await waiting();
  expect(ticket).toMatchObject({
    ...{ priority: 'medium', category: 'other', assignee: null, language: 'en' },
    triage: { confidence: 0.3, review: { priority: 'high', category: 'network', required_skills: ['vpn'] } },
  });
  const { number } = ticket;
  const handle = holdfast.temporal.workflow.getHandle(`ticket/${number}`);
  const shown = await waitFor('the wait to be shown', async () => {
    const look = await handle.query(currentSnapshot);
    return look?.triageState === 'needs_review' ? look : undefined;
  });
  expect(shown.waitsFor).toMatch(/^a person to confirm the triage, until 2/);
  const listed = await bob!.get('/api/v1/tickets?triage_state=needs_review');
  expect(listed.body.tickets.map((one: { number: string }) => one.number)).toContain(number);
  expect((await holdfast.deps.backlogStats.triageReviews()).count).toBeGreaterThanOrEqual(1);

  expect((await alice!.post(at(number, '/triage/confirm'), {})).status).toBe(403);
  const [first, second] = await Promise.all([
    bob!.post(at(number, '/triage/confirm'), { priority: 'urgent' }),
    maya!.post(at(number, '/triage/confirm'), { priority: 'low', required_skills: ['VPN'] }),
  ]);
  expect([first.status, second.status].sort()).toEqual([200, 409]);
  const decided = await assigned(maya!, number);
  const priority = first.status === 200 ? 'urgent' : 'low';
  expect(decided).toMatchObject({
    ...{ priority, category: 'network', required_skills: ['vpn'] },
    triage: { state: 'done', review: null, reviewed: 'confirmed' },
  });
  const [winner, decision] =
    first.status === 200
      ? ([bob, { priority }] as const)
      : ([maya, { priority, required_skills: ['VPN'] }] as const);
  const again = await winner!.post(at(number, '/triage/confirm'), decision);
  expect([again.status, again.body.version]).toEqual([200, decided.version]);
  expect((await bob!.post(at(number, '/triage/confirm'), {})).status).toBe(409);
  expect((await actions(number)).filter((action) => action.startsWith('ticket.triage'))).toEqual([
    'ticket.triage_proposed',
    'ticket.triage_confirmed',
  ]);
  gemini.script({ kind: 'answer', answer: { ...GOOD_ANSWER, required_skills: ['sap'] } });
  await rerunTriage(number);
  expect(await assigned(maya!, number)).toMatchObject({ priority, required_skills: ['vpn'] });
});

it('applies the proposal at the time-out, also if the worker was away', async () => {
  const { number } = await waiting({ category: 'email' });
  await holdfast.stopWorker();
  await holdfast.startWorker();
  expect(await assigned(maya!, number)).toMatchObject({
    ...{ priority: 'high', category: 'email' },
    triage: { state: 'done', reviewed: 'timed_out' },
  });
  expect(await actions(number)).toContain('ticket.triage_applied');
});

it('keeps what people change during the wait, and a sure answer of a re-run ends it', async () => {
  const [edited, rerun] = [await waiting(), await waiting()];
  await alice!.patch(at(edited.number), { description: 'It is my mailbox.' });
  await maya!.patch(at(edited.number), { category: 'email' });
  expect((await maya!.get(at(edited.number))).body.triage.state).toBe('needs_review');
  const { body } = await bob!.post(at(edited.number, '/triage/confirm'), {});
  expect(body).toMatchObject({ category: 'email', priority: 'high', description: 'It is my mailbox.' });

  await admin!.post('/api/v1/admin/rerun-ai', { ticket_ids: [rerun.number] });
  const after = await assigned(maya!, rerun.number);
  expect(after).toMatchObject({ category: 'network', triage: { state: 'done', reviewed: null } });
});

it('ends with a ticket that is cancelled or merged during the wait', async () => {
  const [cancelled, merged, target] = [await waiting(), await waiting(), await waiting()];
  await alice!.post(at(cancelled.number, '/cancel'), {});
  await maya!.post(at(merged.number, '/merge'), { into: target.number });
  for (const { number } of [cancelled, merged]) {
    await holdfast.temporal.workflow.getHandle(`ticket/${number}`).result();
    expect((await maya!.get(at(number))).body.triage).toMatchObject({ state: 'done', reviewed: 'ended' });
    expect((await bob!.post(at(number, '/triage/confirm'), {})).status).toBe(409);
  }
  expect((await maya!.get(at(target.number))).body.triage.state).toBe('needs_review');
});
