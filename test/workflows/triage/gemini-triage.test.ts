import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GOOD_ANSWER,
  retryInfo,
  startGeminiStandIn,
  type GeminiStandIn,
} from '../../support/servers/gemini-stand-in.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { assigned, submit, ticketWhen, trail } from '../../support/tickets/tickets.js';

const TICKET = { title: 'It is broken', description: 'Please help, it does not work.' };
const threeFailures = Array.from({ length: 3 }, () => ({ kind: 'status' as const, status: 500 }));

describe('triage by a provider with a quota', () => {
  let gemini: GeminiStandIn;
  let holdfast: Holdfast;

  beforeAll(async () => {
    gemini = await startGeminiStandIn();
    holdfast = await startHoldfast({
      environment: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url, AI_RATE_PER_MINUTE: '60' },
    });
  });
  afterAll(async () => {
    await holdfast.close();
    await gemini.close();
  });

  it('asks within the quota, and triages all tickets', async () => {
    const [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
    const tickets = await Promise.all(Array.from({ length: 6 }, () => submit(alice, TICKET)));
    for (const { number } of tickets) {
      expect(await assigned(maya, number)).toMatchObject({ triage: { state: 'done', provider: 'gemini' } });
    }
    const times = gemini.requests.map(({ atMs }) => atMs);
    expect(times).toHaveLength(6);
    // A second for each but those that go at once, one from each partition of the queue.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_000);
  });
});

describe('triage by Gemini', () => {
  let gemini: GeminiStandIn;
  let holdfast: Holdfast;

  beforeAll(async () => {
    gemini = await startGeminiStandIn();
    holdfast = await startHoldfast({
      environment: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url, AI_TIMEOUT_MS: '700' },
    });
  });
  afterAll(async () => {
    await holdfast.close();
    await gemini.close();
  });

  async function triaged() {
    const [alice, maya] = await Promise.all([holdfast.client('alice'), holdfast.client('maya')]);
    const { number } = await submit(alice, TICKET);
    return assigned(maya, number);
  }

  it('uses the answer of the model', async () => {
    gemini.script({
      kind: 'answer' as const,
      answer: { ...GOOD_ANSWER, priority: 'urgent', required_skills: ['vpn'] },
    });
    expect(await triaged()).toMatchObject({
      priority: 'urgent',
      required_skills: ['vpn'],
      assignee: { name: 'Bob' },
      triage: { state: 'done', provider: 'gemini' },
    });
  });

  it.each([
    ['an overload that passes', [{ kind: 'status' as const, status: 429, details: [retryInfo('1s')] }]],
    ['a server error that passes', [{ kind: 'status' as const, status: 500 }]],
    ['a slow answer, then a quick one', [{ kind: 'answer' as const, answer: GOOD_ANSWER, delayMs: 3_000 }]],
    ['prose, then JSON', [{ kind: 'text' as const, text: 'Sure! The ticket is about VPN.' }]],
    ['the wrong shape, then the right one', [{ kind: 'answer' as const, answer: { skills: 'many' } }]],
    [
      'numbers for skills, then names',
      [{ kind: 'answer' as const, answer: { ...GOOD_ANSWER, required_skills: [1, 2] } }],
    ],
  ])('handles %s', async (_name, replies) => {
    gemini.script(...replies);
    expect(await triaged()).toMatchObject({ triage: { state: 'done', provider: 'gemini' } });
  });

  it.each(['Windows [admin', 'C++', '.', '.*'])(
    'assigns a ticket that asks for the skill %s',
    async (skill) => {
      gemini.script({ kind: 'answer' as const, answer: { ...GOOD_ANSWER, required_skills: [skill] } });
      expect(await triaged()).toMatchObject({
        triage: { state: 'done' },
        required_skills: [skill.toLowerCase()],
      });
    },
  );

  it('falls back when all attempts fail, and a re-run replaces the result', async () => {
    gemini.script(...threeFailures);
    const ticket = await triaged();
    expect(ticket).toMatchObject({
      priority: 'medium',
      required_skills: ['general'],
      triage: {
        state: 'fallback',
        provider: 'local',
        helpful_notes: expect.stringContaining('check priority'),
      },
    });

    gemini.script({
      kind: 'answer' as const,
      answer: { ...GOOD_ANSWER, priority: 'high', required_skills: ['email'] },
    });
    const admin = await holdfast.client('admin');
    const started = await admin.post('/api/v1/admin/rerun-ai', { fallback_only: true });
    expect(started.status).toBe(202);
    const after = await ticketWhen(
      admin,
      ticket.number,
      'triaged again',
      ({ triage }) => triage.state === 'done',
    );
    expect(after).toMatchObject({ priority: 'high', assignee: { name: 'Carol' } });
    const job = await ticketWhenJob(admin, started.body.job.id);
    expect(job).toMatchObject({ state: 'done', done: job.total, failed: 0 });
    expect((await trail(admin, ticket.number)).map((entry) => entry.action)).toContain(
      'ticket.triage_fell_back',
    );
  });

  it('falls back at once when the key is refused', async () => {
    gemini.script({ kind: 'status' as const, status: 403 });
    expect(await triaged()).toMatchObject({ triage: { state: 'fallback' } });
  });

  async function ticketWhenJob(client: Awaited<ReturnType<Holdfast['client']>>, id: string) {
    for (;;) {
      const { body } = await client.get(`/api/v1/admin/rerun-ai/${id}`);
      if (body.job.state === 'done') return body.job;
    }
  }
});
