import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wake } from '../../../workflows/contracts/ticket-lifecycle.js';
import {
  GOOD_ANSWER,
  startGeminiStandIn,
  type GeminiStandIn,
} from '../../support/servers/gemini-stand-in.js';
import {
  startHastyTemporal,
  type HastyTemporal,
  type RunOfLife,
} from '../../support/servers/hasty-temporal.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { assigned, submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

/**
 * The server suggests a new run after 4,096 events; here it does so after 60, so that some hundred comments show what
 * ten thousand and more would: what matters is how often a life goes on in a new run, and what is under way then.
 */
const SUGGESTED_AFTER = 60;

/** What one turn of the look loop, with what it sends and the pokes that come meanwhile, may add to that. */
const BEYOND = 60;

const COMMENTS = 150;
const AT_ONCE = 6;

const hasCompletedTask = (event: any) => Boolean(event.workflowTaskCompletedEventAttributes);

describe('a life too long for one run', () => {
  let temporal: HastyTemporal;
  let gemini: GeminiStandIn;
  let holdfast: Holdfast;
  let alice: Client;
  let bob: Client;
  let admin: Client;

  beforeAll(async () => {
    temporal = await startHastyTemporal(SUGGESTED_AFTER);
    gemini = await startGeminiStandIn();
    holdfast = await startHoldfast({
      environment: {
        TEMPORAL_ADDRESS: temporal.address,
        GEMINI_API_KEY: 'a-key',
        GEMINI_BASE_URL: gemini.url,
        AI_TIMEOUT_MS: '20000',
      },
    });
    alice = await holdfast.client('alice');
    bob = await holdfast.client('bob');
    admin = await holdfast.client('admin');
  });
  afterAll(async () => {
    await holdfast.close();
    await gemini.close();
    await temporal.close();
  });

  const handleOf = (number: string) => temporal.client.workflow.getHandle(`ticket/${number}`);
  const runsOf = (number: string) => temporal.runs(`ticket/${number}`);

  /** Waits until the workflow has looked at the ticket as it is now: the last poke was not lost. */
  async function caughtUp(number: string): Promise<void> {
    const { version } = (await admin.get(`/api/v1/tickets/${number}`)).body;
    await waitFor(`the look at version ${version}`, async () => {
      const look = await handleOf(number).query<any>('currentLook');
      return look !== null && look.version >= version ? true : undefined;
    });
  }

  /** Pokes, which lead to looks, until the life goes on in another run. */
  async function pokedIntoNextRun(number: string): Promise<void> {
    const { runId } = await handleOf(number).describe();
    await waitFor('the next run', async () => {
      await handleOf(number).signal(wake, { eventId: 'any', type: 'ticket.commented' });
      return (await handleOf(number).describe()).runId === runId ? undefined : true;
    });
  }

  const lengths = (runs: readonly RunOfLife[]) => runs.map(({ events }) => events.length);

  it('keeps every history short and loses no signal with many comments', async () => {
    const { number } = await submit(alice);
    await assigned(admin, number);
    const [clients, comment] = [[alice, bob, admin], `/api/v1/tickets/${number}/comments`];
    let kept = 0;
    while (kept < COMMENTS) {
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, index) =>
          clients[index % clients.length]!.post(comment, { body: `Comment ${kept} and ${index}` }),
        ),
      );
      // On one ticket at the same time, somebody may lose too many races and be told so.
      expect([201, 412]).toEqual(expect.arrayContaining(answers.map(({ status }) => status)));
      kept += answers.filter(({ status }) => status === 201).length;
      // After every burst: many of them end while a new run is being decided on.
      await caughtUp(number);
    }
    const runs = await runsOf(number);
    expect(runs.length).toBeGreaterThan(2);
    expect(Math.max(...lengths(runs))).toBeLessThan(SUGGESTED_AFTER + BEYOND);
    // And the last run still ends with the ticket.
    await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await handleOf(number).result();
  });

  it('keeps signals that arrive during continue-as-new', async () => {
    const { number } = await submit(alice);
    await assigned(admin, number);
    for (let round = 0; round < 5; round += 1) {
      const { runId } = await handleOf(number).describe();
      // Without a pause between them, so that some reach the old run after its last look.
      await waitFor('the next run', async () => {
        await Promise.all(
          Array.from({ length: AT_ONCE }, () =>
            handleOf(number).signal(wake, { eventId: 'any', type: 'ticket.commented' }),
          ),
        );
        return (await handleOf(number).describe()).runId === runId ? undefined : true;
      });
      await bob.post(`/api/v1/tickets/${number}/comments`, { body: `After run ${round}` });
      await caughtUp(number);
    }
    const runs = await runsOf(number);
    // The newest may just have begun.
    const begun = runs.slice(1).filter(({ events }) => events.some(hasCompletedTask));
    expect(begun.length).toBeGreaterThanOrEqual(4);
    for (const { events } of begun) {
      expect(JSON.stringify(events.find((event) => event.activityTaskScheduledEventAttributes))).toContain(
        'advanceTicket',
      );
    }
  });

  it('shows operators in every run what it is and the state of the ticket', async () => {
    const { number } = await submit(alice);
    const { assignee } = await assigned(admin, number);
    await pokedIntoNextRun(number);
    await caughtUp(number);
    const details = await waitFor('the ticket to be shown', async () => {
      const { currentDetails } = await handleOf(number).query<any>('__temporal_workflow_metadata');
      return currentDetails.includes('| Status |') ? (currentDetails as string) : undefined;
    });
    expect(details).toContain(`### Life of ${number}: triage, assignment, mail, SLA`);
    expect(details).toContain(`| Assignee | ${assignee.id} |`);
    const { typedSearchAttributes } = await handleOf(number).describe();
    const shown = typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]);
    expect(Object.fromEntries(shown)).toMatchObject({ TicketStatus: 'open', TicketAssignee: assignee.id });
  });

  it('sends pending mails, each once', async () => {
    holdfast.sink.answerWith(450);
    const { id, number } = await submit(alice);
    await assigned(admin, number);
    const deliveries = holdfast.mongo.collection('deliveries');
    const waiting = await waitFor('a try that fails', async () => {
      const found = await deliveries.findOne({ ticketId: id, attempts: { $gte: 1 }, state: 'queued' });
      return found ?? undefined;
    });
    await pokedIntoNextRun(number);
    await pokedIntoNextRun(number);
    holdfast.sink.answerWith('accept');
    await waitFor('the mail', async () => {
      const now = await deliveries.findOne({ _id: waiting._id });
      return now?.['state'] === 'sent' ? true : undefined;
    });
    await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await handleOf(number).result();
    const mails = holdfast.sink.mails.filter((mail) => mail.subject?.includes(`[${number}] Assigned`));
    expect(mails).toHaveLength(1);
    expect(await deliveries.countDocuments({ ticketId: id, state: { $in: ['queued', 'sending'] } })).toBe(0);
  });

  it('finishes a running re-run before it continues as new', async () => {
    const { number } = await submit(alice);
    await assigned(admin, number);
    const { runId } = await handleOf(number).describe();
    gemini.script({ kind: 'answer', answer: { ...GOOD_ANSWER, category: 'email' }, delayMs: 4_000 });
    const asked = gemini.requests.length;
    const started = await admin.post('/api/v1/admin/rerun-ai', { ticket_ids: [number] });
    await waitFor('the model to be asked', () => (gemini.requests.length > asked ? true : undefined));
    await pokedIntoNextRun(number);
    const { job } = (await admin.get(`/api/v1/admin/rerun-ai/${started.body.job.id}`)).body;
    expect(job).toMatchObject({ done: 1, failed: 0 });
    const runs = await runsOf(number);
    const kinds = runs[0]!.events.map((event: any) => Object.keys(event).join());
    expect(runs[0]!.runId).toBe(runId);
    expect(kinds.some((kind) => kind.includes('UpdateCompleted'))).toBe(true);
    expect(kinds.at(-1)).toContain('ContinuedAsNew');
  });
});
