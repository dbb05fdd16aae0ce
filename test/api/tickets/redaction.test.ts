import { describe, expect, it } from '@jest/globals';
import { applyRedaction } from '../../../src/app/tickets/redaction/apply-redaction.js';
import { restartRedactions } from '../../../src/app/tickets/redaction/restart-redactions.js';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const course = { note: () => undefined, signal: new AbortController().signal };

async function said(body: string) {
  const { number } = await people.ticket();
  const text = { ...about(number), body: { body } };
  const { id } = await dataOf(people.alice.api.POST(`${TICKET}/comments`, text));
  return { number, id, path: `${TICKETS}/${number}/comments/${id}/redact` };
}

describe('POST /tickets/{ticket}/redact', () => {
  it('removes a text from the ticket itself at once, and from all stored data later', async () => {
    const { number } = await people.ticket({
      title: 'Login with hunter2-t',
      description: 'It is hunter2-t, yes.',
    });
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'Is it hunter2-t?' });
    await people.bob.patch(`${TICKETS}/${number}`, { title: 'Again hunter2-t' });
    const path = `${TICKETS}/${number}/redact`;
    expectProblem(await people.alice.post(path, { text: 'hunter2-t' }), 403, 'forbidden');
    expectProblem(await people.bob.post(`${TICKETS}/nope/redact`, { text: 'hunter2-t' }), 404, 'not_found');
    const stale = await people.bob.at(1).post(path, { text: 'hunter2-t' });
    expectProblem(stale, 412, 'version_conflict');
    const answer = await people.bob.post(path, { text: 'hunter2-t' });
    expect(answer).toMatchObject({
      status: 202,
      body: { redaction: { comment_id: null, file_id: null, state: 'running', places: { tickets: 2 } } },
    });
    expect((await people.alice.get(`${TICKETS}/${number}`)).body).toMatchObject({
      title: 'Again [redacted]',
      description: 'It is [redacted], yes.',
    });
    const { id } = answer.body.redaction;
    await applyRedaction(people.holdfast.deps, id, course);
    const { redaction } = (await people.bob.get(`/api/v1/redactions/${id}`)).body;
    expect(redaction).toMatchObject({ state: 'done', places: { comments: 1, tickets: 2 } });
    const { activities } = await dataOf(people.bob.api.GET(`${TICKET}/activities`, about(number)));
    expect(JSON.stringify(activities)).not.toContain('hunter2-t');
    const told = activities.filter(({ details }) => details['redaction_id'] === id);
    expect(told.map(({ action, details }) => [action, details['comment_id']])).toEqual([
      ['ticket.comment_redacted', null],
      ['ticket.redaction_finished', null],
    ]);
    expect((await people.bob.post(path, { text: 'hunter2-t' })).status).toBe(422);
  });
});

describe('POST /tickets/{ticket}/comments/{comment}/redact', () => {
  it('returns the immediate result at once, and the number of places later', async () => {
    const { number, id, path } = await said('It is hunter2-a, yes, hunter2-a.');
    const answer = await people.bob.post(path, { text: 'hunter2-a' });
    expect(answer).toMatchObject({
      status: 202,
      body: {
        redaction: {
          comment_id: id,
          file_id: null,
          state: 'running',
          places: { comments: 1, raw_mails_removed: 0 },
          requested_by: { id: await people.idOf(people.bob) },
          finished_at: null,
        },
      },
    });
    const talk = await dataOf(people.alice.api.GET(`${TICKET}/comments`, about(number)));
    expect(talk.comments).toMatchObject([{ body: 'It is [redacted], yes, [redacted].', version: 2 }]);
    const at = answer.headers.get('location')!;
    expect(at).toBe(`/api/v1/redactions/${answer.body.redaction.id}`);
    await applyRedaction(people.holdfast.deps, answer.body.redaction.id, course);
    expect((await people.carol.get(at)).body.redaction).toMatchObject({
      state: 'done',
      places: { comments: 1 },
      finished_at: expect.any(String),
    });
    const { activities } = await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(number)));
    expect(activities.at(-1)).toMatchObject({ action: 'ticket.comment_redacted', actor: { name: 'Bob' } });
    expect(JSON.stringify(activities)).not.toContain('hunter2-a');
    expectProblem(await people.alice.get(at), 403, 'forbidden');
    expectProblem(await people.bob.get('/api/v1/redactions/nope'), 404, 'not_found');
  });

  it('is for staff, who can also redact on a ticket that is over', async () => {
    const { number, path } = await said('It is hunter2-b.');
    expectProblem(await people.alice.post(path, { text: 'hunter2-b' }), 403, 'forbidden');
    expectProblem(await people.nobody.post(path, { text: 'hunter2-b' }), 401, 'unauthenticated');
    const gone = `${TICKETS}/${number}/comments/nope/redact`;
    expectProblem(await people.bob.post(gone, { text: 'hunter2-b' }), 404, 'not_found');
    await people.alice.patch(`${TICKETS}/${number}/status`, { status: 'cancelled' });
    expect((await people.bob.post(path, { text: 'hunter2-b' })).status).toBe(202);
  });

  it.each([
    [{ text: 'hunter3' }, 'text'],
    [{ text: '> > > >' }, 'text'],
    [{ text: 'redacted' }, 'text'],
    [{ text: 'abc' }, 'text'],
    [{ file_id: 'nope' }, 'file_id'],
  ])('refuses %j, and does not repeat the text', async (body, fault) => {
    const { number, path } = await said('It is hunter2-c, > > > > redacted abc.');
    const answer = await people.bob.post(path, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer).join()).toContain(fault);
    expect(JSON.stringify(answer.body)).not.toContain('hunter');
    const { ticket: _, ...ticket } = {
      ticket: number,
      ...(await people.bob.get(`${TICKETS}/${number}`)).body,
    };
    expect(ticket.version).toBe(2);
  });

  it('removes the text from stored answers, and runs once for one idempotency key', async () => {
    const { number } = await people.ticket();
    const keyed = people.alice.with({ 'idempotency-key': 'comment-1' });
    const body = { body: 'It is hunter2-d.' };
    const { body: comment } = await keyed.post(`${TICKETS}/${number}/comments`, body);
    const path = `${TICKETS}/${number}/comments/${comment.id}/redact`;
    const once = people.bob.with({ 'idempotency-key': 'redact-1', 'if-match': '"1"' });
    const [first, again] = [
      await once.post(path, { text: 'hunter2-d' }),
      await once.post(path, { text: 'hunter2-d' }),
    ];
    expect([first.status, again.status, again.body]).toEqual([202, 202, first.body]);
    expectProblem(
      await people.bob.with({ 'if-match': '"1"' }).post(path, { text: 'hunter2-d' }),
      412,
      'version_conflict',
    );
    await applyRedaction(people.holdfast.deps, first.body.redaction.id, course);
    const repeated = await keyed.post(`${TICKETS}/${number}/comments`, body);
    expect(repeated.headers.get('idempotency-replayed')).toBe('true');
    expect(repeated.body).toMatchObject({ id: comment.id, body: 'It is [redacted].' });
    const { sealer } = people.holdfast.deps;
    const records = await people.holdfast.mongo.collection<any>('idempotency_keys').find().toArray();
    const answers = records
      .filter(({ answer }) => answer !== null)
      .map(({ _id, answer }) => sealer.open(answer, _id));
    expect(answers.join('\n')).not.toContain('hunter2-d');
  });

  it('is started again by the sweep if it still runs after an hour', async () => {
    const { deps } = people.holdfast;
    const { path } = await said('It is hunter2-e.');
    const { id } = (await people.bob.post(path, { text: 'hunter2-e' })).body.redaction;
    const started: string[] = [];
    const gateway = {
      ...deps.gateway,
      startRedaction: (each: string) => Promise.resolve(void started.push(each)),
    };
    await restartRedactions({ ...deps, gateway });
    expect(started).not.toContain(id);
    const clock = { now: () => new Date(Date.now() + 2 * 60 * 60 * 1000) };
    await restartRedactions({ ...deps, gateway, clock });
    expect(started).toContain(id);
  });
});
