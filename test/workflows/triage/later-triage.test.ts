import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GOOD_ANSWER,
  startGeminiStandIn,
  type GeminiStandIn,
} from '../../support/servers/gemini-stand-in.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit, ticketWhen, trail } from '../../support/tickets/tickets.js';

/** What the built-in rules know of; the model says of every ticket that it is about a network. */
const TICKET = { title: 'The printer is jammed', description: 'Paper jam in the printer on floor 3.' };
const RATE = 24;
const MANY = 28;

describe('a burst of tickets beyond the quota of the model', () => {
  let gemini: GeminiStandIn;
  let holdfast: Holdfast;

  beforeAll(async () => {
    gemini = await startGeminiStandIn();
    holdfast = await startHoldfast({
      environment: {
        GEMINI_API_KEY: 'a-key',
        GEMINI_BASE_URL: gemini.url,
        AI_RATE_PER_MINUTE: String(RATE),
      },
    });
  });
  afterAll(async () => {
    await holdfast.close();
    await gemini.close();
  });

  it('continues with the built-in rules, and gets the model’s answer when the quota allows it', async () => {
    const [alice, bob, carol, maya] = await Promise.all(
      (['alice', 'bob', 'carol', 'maya'] as const).map((name) => holdfast.client(name)),
    );
    const tickets = await Promise.all(Array.from({ length: MANY }, () => submit(alice!, TICKET)));
    const first = await Promise.all(tickets.map(({ number }) => assigned(maya!, number)));
    const local = first.filter(({ triage }) => triage.state === 'fallback');
    expect(local.length).toBeGreaterThanOrEqual(3);
    for (const ticket of local) {
      expect(ticket).toMatchObject({ category: 'printer', triage: { provider: 'local', model: 'rules-1' } });
      expect(ticket.triage.helpful_notes).toContain('check priority');
    }
    const [accepted, overruled] = [local[0]!, local[1]!];
    const others = local.slice(2);
    const { name } = accepted.assignee;
    await (name === 'Bob' ? bob! : carol!).post(`/api/v1/tickets/${accepted.number}/accept`);
    await maya!.patch(`/api/v1/tickets/${overruled.number}`, { category: 'email' });

    const { category } = GOOD_ANSWER;
    for (const { number } of [...others, overruled]) {
      const after = await ticketWhen(maya!, number, 'the model', ({ triage }) => triage.state === 'done');
      expect(after).toMatchObject({
        category: number === overruled.number ? 'email' : category,
        priority: GOOD_ANSWER.priority,
        required_skills: GOOD_ANSWER.required_skills,
        assignee: { name: 'Bob' },
        triage: { provider: 'gemini' },
      });
      const actions = (await trail(maya!, number)).map(({ action }) => action);
      expect(actions.filter((action) => action.startsWith('ticket.triage'))).toEqual([
        'ticket.triage_fell_back',
        'ticket.triaged',
      ]);
    }
    const kept = (await maya!.get(`/api/v1/tickets/${accepted.number}`)).body;
    expect(kept).toMatchObject({ category: 'printer', triage: { state: 'fallback', provider: 'local' } });
    // Nobody has asked about the one that was taken on.
    expect(gemini.requests).toHaveLength(MANY - 1);
  });
});
