import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { editChoice } from '../../src/app/desk/choices.js';
import { actorOf } from '../../src/domain/access/actor.js';
import type { Client } from '../support/http-client.js';
import { useKillableWorker } from '../support/processes/killable-worker.js';
import { GOOD_ANSWER, startGeminiStandIn, type GeminiStandIn } from '../support/servers/gemini-stand-in.js';
import { assigned, submit, ticketWhen, trail } from '../support/tickets/tickets.js';

/** Of the wait in the category `email`. The worker is away for longer. */
const SHORT_WAIT_MINUTES = 3 / 60;

describe('a worker that is killed while tickets wait for a person', () => {
  let gemini: GeminiStandIn;
  const worker = useKillableWorker();
  beforeAll(async () => {
    gemini = await startGeminiStandIn();
  });
  afterAll(() => gemini.close());

  const waiting = async (alice: Client, maya: Client, category: string) => {
    gemini.script({ kind: 'answer', answer: { ...GOOD_ANSWER, category, confidence: 0.3 } });
    const { number } = await submit(alice);
    return ticketWhen(maya, number, 'waiting', ({ triage }) => triage.state === 'needs_review');
  };

  it('applies a decision and a time-out from that time, each once, and no ticket waits for ever', async () => {
    const { holdfast } = worker;
    const [alice, bob, maya] = await Promise.all([
      holdfast.client('alice'),
      holdfast.client('bob'),
      holdfast.client('maya'),
    ]);
    const manager = actorOf((await holdfast.deps.users.findByEmail('maya@holdfast.local'))!);
    const edit = (name: string, reviewMinutes: number) =>
      editChoice(holdfast.deps, manager, 'categories', name, { reviewBelow: 0.8, reviewMinutes });
    await edit('network', 60);
    await edit('email', SHORT_WAIT_MINUTES);
    await worker.start({ GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url });
    const [confirmed, ended] = [await waiting(alice, maya, 'network'), await waiting(alice, maya, 'email')];

    await worker.kill();
    const decision = { priority: 'low', required_skills: ['vpn'] };
    const { status } = await bob.post(`/api/v1/tickets/${confirmed.number}/triage/confirm`, decision);
    expect(status).toBe(200);
    await ticketWhen(maya, ended.number, 'past its time', ({ triage }) => {
      return new Date(triage.review?.until ?? 0) < new Date();
    });
    expect((await bob.get(`/api/v1/tickets/${confirmed.number}`)).body.assignee).toBeNull();
    await worker.start({ GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url });

    expect(await assigned(maya, confirmed.number)).toMatchObject({
      ...{ ...decision, category: 'network' },
      triage: { state: 'done', reviewed: 'confirmed' },
    });
    expect(await assigned(maya, ended.number)).toMatchObject({
      ...{ priority: 'high', category: 'email' },
      triage: { state: 'done', reviewed: 'timed_out' },
    });
    for (const [{ number }, end] of [
      [confirmed, 'ticket.triage_confirmed'],
      [ended, 'ticket.triage_applied'],
    ] as const) {
      const actions = (await trail(maya, number)).map(({ action }) => action);
      expect(
        actions.filter((action) => action.startsWith('ticket.triage') || action === 'ticket.assigned'),
      ).toEqual(['ticket.triage_proposed', end, 'ticket.assigned']);
    }
    // A killed worker asks the model for no ticket again.
    expect(gemini.requests).toHaveLength(2);
  });
});
