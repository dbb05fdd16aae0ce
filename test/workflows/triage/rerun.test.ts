import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DEFAULT_POLICY } from '../../../src/domain/sla/sla.js';
import {
  GOOD_ANSWER,
  startGeminiStandIn,
  type GeminiStandIn,
} from '../../support/servers/gemini-stand-in.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { assigned, submit, ticketWhen } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';
import { rerunTriage } from '../../../workflows/contracts/ticket-lifecycle.js';
import { ticketWorkflowId } from '../../../workflows/ids.js';

describe('a re-run of triage', () => {
  let gemini: GeminiStandIn;
  let holdfast: Holdfast;
  let alice: Client;
  let admin: Client;

  beforeAll(async () => {
    gemini = await startGeminiStandIn();
    const brief = { firstResponseMinutes: 8 / 60, resolutionMinutes: 10 / 60 };
    holdfast = await startHoldfast({
      environment: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url },
      policy: { targets: { ...DEFAULT_POLICY.targets, urgent: brief } },
    });
    [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
  });
  afterAll(async () => {
    await holdfast.close();
    await gemini.close();
  });

  const answerWith = (priority: string, delayMs = 0) =>
    gemini.script({ kind: 'answer', answer: { ...GOOD_ANSWER, priority }, delayMs });
  const handleOf = (number: string) => holdfast.temporal.workflow.getHandle(ticketWorkflowId(number));
  const eventsOf = async (number: string) => (await handleOf(number).fetchHistory()).events ?? [];

  /** A ticket whose life has come to rest. */
  async function resting(priority: string) {
    answerWith(priority);
    const { number } = await submit(alice);
    // Before that there may be no workflow yet, and so no events of it.
    const ticket = await assigned(admin, number);
    await waitFor('its timer', async () =>
      (await eventsOf(number)).some((event) => event.timerStartedEventAttributes) ? true : undefined,
    );
    return ticket;
  }

  async function rerun(number: string) {
    const { body } = await admin.post('/api/v1/admin/rerun-ai', { ticket_ids: [number] });
    return waitFor('the batch', async () => {
      const { job } = (await admin.get(`/api/v1/admin/rerun-ai/${body.job.id}`)).body;
      return job.state === 'done' ? job : undefined;
    });
  }

  it('that shortens the targets is followed by their breach, without another signal', async () => {
    const { number } = await resting('low');
    answerWith('urgent');
    expect(await rerun(number)).toMatchObject({ changed: 1, failed: 0 });
    await ticketWhen(admin, number, 'breached', ({ sla }) => sla.resolution!.breached);
  });

  it('waits for all earlier ones', async () => {
    const { number } = await resting('low');
    for (const delayMs of [3_000, 1_000, 1_000]) answerWith('low', delayMs);
    const updates = await Promise.all(
      Array.from({ length: 3 }, () => {
        const requestId = randomUUID();
        return handleOf(number).startUpdate(rerunTriage, {
          args: [{ requestId }],
          updateId: requestId,
          waitForStage: 'ACCEPTED',
        });
      }),
    );
    for (const update of updates) expect(await update.result()).toMatchObject({ state: 'done' });
    const steps = (await eventsOf(number))
      .map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name)
      .filter((name) => name === 'triageTicket' || name === 'assignTicket');
    expect(steps).toEqual(Array.from({ length: 4 }, () => ['triageTicket', 'assignTicket']).flat());
  });

  it('without an answer of the AI counts as failed, and does not change the ticket', async () => {
    const { number, triage } = await resting('high');
    gemini.script({ kind: 'status', status: 403 });
    expect(await rerun(number)).toMatchObject({ done: 1, changed: 0, failed: 1 });
    const after = await ticketWhen(admin, number, 'there', () => true);
    expect(after).toMatchObject({ priority: 'high', triage });
  });

  it('that is a dry run compares, writes nothing, and counts failures', async () => {
    const [first, second] = [await resting('low'), await resting('low')];
    gemini.script({
      kind: 'answer',
      answer: { ...GOOD_ANSWER, priority: 'urgent', required_skills: ['WLAN'] },
    });
    const ask = { ticket_ids: [first.number], dry_run: true };
    const { body } = await admin.post('/api/v1/admin/rerun-ai', ask);
    expect(body).toMatchObject({ job: { total: 1, done: 0 }, comparisons: [] });
    const job = `/api/v1/admin/rerun-ai/${body.job.id}`;
    const { comparisons } = await waitFor('the comparison', async () => {
      const seen = (await admin.get(job)).body;
      return seen.job.state === 'done' ? seen : undefined;
    });
    expect(comparisons).toMatchObject([
      {
        ...{ ticket: first.number, changed: true, provider: 'gemini', needs_review: false },
        before: { priority: 'low', required_skills: ['vpn'] },
        after: { priority: 'urgent', required_skills: ['wifi'] },
      },
    ]);
    const after = await ticketWhen(admin, first.number, 'there', () => true);
    expect([after.version, after.priority, after.triage]).toEqual([first.version, 'low', first.triage]);

    await admin.post(`/api/v1/tickets/${second.number}/cancel`, {});
    const over = await admin.post('/api/v1/admin/rerun-ai', { ticket_ids: [second.number], dry_run: true });
    const ended = await waitFor('the failure', async () => {
      const seen = (await admin.get(`/api/v1/admin/rerun-ai/${over.body.job.id}`)).body;
      return seen.job.state === 'done' ? seen : undefined;
    });
    expect(ended).toMatchObject({ job: { done: 1, changed: 0, failed: 1 }, comparisons: [] });
  });
});
