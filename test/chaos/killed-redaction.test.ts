import { describe, expect, it } from '@jest/globals';
import { useKillableWorker } from '../support/processes/killable-worker.js';
import { placesWith } from '../support/tickets/whole-database.js';
import { waitFor } from '../support/wait-for.js';

const COMMENTS = 400;
const TEXT = 'correct-horse-77';

describe('a worker that is killed in the middle of a redaction', () => {
  const worker = useKillableWorker();

  it('leaves it to the next one, which continues; the text is gone, and each place counts once', async () => {
    const { holdfast } = worker;
    const [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
    const body = { title: `Login with ${TEXT}`, description: `It is ${TEXT}.` };
    const { id: ticketId, number } = (await alice.post('/api/v1/tickets', body)).body;
    const path = `/api/v1/tickets/${number}/comments`;
    const { id } = (await alice.post(path, { body: `Again: ${TEXT}` })).body;
    const { id: author } = (await alice.get('/api/v1/auth/me')).body;
    const rows = Array.from({ length: COMMENTS }, () => ({
      _id: holdfast.deps.newId(),
      ticketId,
      author: { id: author, name: 'Alice' },
      body: `And again: ${TEXT}`,
      isInternal: false,
      createdAt: new Date(),
    }));
    await holdfast.mongo.collection<any>('comments').insertMany(rows);
    await worker.start();
    const begun = await bob.post(`${path}/${id}/redact`, { text: TEXT });
    expect([begun.status, begun.body.redaction.places.comments]).toEqual([202, 1]);
    const at = begun.headers.get('location')!;
    const redaction = async () => (await bob.get(at)).body.redaction;
    await waitFor('a part of it', async () => ((await redaction()).places.comments > 40 ? true : undefined));
    await worker.kill();
    const midway = await redaction();
    expect([midway.state, midway.places.comments < COMMENTS]).toEqual(['running', true]);
    await worker.start();
    await waitFor('the end of it', async () => ((await redaction()).state === 'done' ? true : undefined));
    expect((await redaction()).places).toMatchObject({ comments: COMMENTS + 1, tickets: 2 });
    expect(await placesWith(holdfast.mongo, TEXT)).toEqual([]);
    const handle = holdfast.temporal.workflow.getHandle(`redaction/${midway.id}`);
    const { events } = await handle.fetchHistory();
    const started = events![0]!.workflowExecutionStartedEventAttributes!.input!.payloads![0]!.data!;
    // Temporal knows the id, and nothing that was redacted.
    expect(JSON.parse(Buffer.from(started).toString())).toEqual({ redactionId: midway.id });
  });
});
