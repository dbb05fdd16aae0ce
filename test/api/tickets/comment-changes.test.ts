import { describe, expect, it } from '@jest/globals';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, TICKET, TICKETS, withPeople } from '../../support/api/people.js';
import type { CheckedClient } from '../../support/api/contract.js';

const people = withPeople();

async function said(client: CheckedClient, ticket: string, body: string, is_internal = false) {
  return dataOf(client.api.POST(`${TICKET}/comments`, { ...about(ticket), body: { body, is_internal } }));
}

async function talk(client: CheckedClient, ticket: string) {
  return (await dataOf(client.api.GET(`${TICKET}/comments`, about(ticket)))).comments;
}

const at = (ticket: string, comment: string) => `${TICKETS}/${ticket}/comments/${comment}`;

describe('PATCH /tickets/{ticket}/comments/{comment}', () => {
  it('lets author and staff edit a comment, keeps each text for staff, and marks it as edited', async () => {
    const { number } = await people.ticket();
    const { id } = await said(people.alice, number, 'The cabel is broken.');
    const mine = await people.alice.patch(at(number, id), { body: 'The cable is broken.' });
    expect(mine).toMatchObject({ status: 200, body: { body: 'The cable is broken.', version: 2 } });
    expect(mine.headers.get('etag')).toBe('"2"');
    expect(await people.bob.patch(at(number, id), { body: 'A cable is broken.' })).toMatchObject({
      status: 200,
      body: { author: { name: 'Alice' }, edited_at: expect.any(String), version: 3 },
    });
    expect(await talk(people.alice, number)).toMatchObject([{ id, body: 'A cable is broken.', version: 3 }]);
    const { body } = await people.bob.get(`${at(number, id)}/versions`);
    expect(body.versions.map((each: any) => [each.body, each.by.name])).toEqual([
      ['The cabel is broken.', 'Alice'],
      ['The cable is broken.', 'Alice'],
      ['A cable is broken.', 'Bob'],
    ]);
    expectProblem(await people.alice.get(`${at(number, id)}/versions`), 403, 'forbidden');
    const { activities } = await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(number)));
    expect(activities.slice(-2)).toMatchObject([
      { action: 'ticket.comment_edited', actor: { name: 'Alice' }, details: { comment_id: id } },
      { action: 'ticket.comment_edited', actor: { name: 'Bob' }, details: { comment_version: 3 } },
    ]);
    expect(JSON.stringify(activities)).not.toContain('cable');
  });

  it('changes nothing for the same text, and refuses a version that is not the latest', async () => {
    const { number } = await people.ticket();
    const { id } = await said(people.alice, number, 'Once.');
    expect((await people.alice.patch(at(number, id), { body: 'Once.' })).body.version).toBe(1);
    const stale = people.alice.with({ 'if-match': '"1"' });
    expect((await stale.patch(at(number, id), { body: 'Twice.' })).status).toBe(200);
    expectProblem(await stale.patch(at(number, id), { body: 'Thrice.' }), 412, 'version_conflict');
    expectProblem(await stale.send('DELETE', at(number, id)), 412, 'version_conflict');
  });

  it('keeps both texts of two who edit at once without a version', async () => {
    const { number } = await people.ticket();
    const { id } = await said(people.alice, number, 'Once.');
    const answers = await Promise.all([
      people.alice.patch(at(number, id), { body: 'By Alice.' }),
      people.bob.patch(at(number, id), { body: 'By Bob.' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await people.bob.get(`${at(number, id)}/versions`);
    expect(body.versions.map((each: any) => each.body).sort()).toEqual(['By Alice.', 'By Bob.', 'Once.']);
  });

  it('lets requesters change nothing of staff, and not learn of internal notes', async () => {
    const { number } = await people.ticket();
    const { id: answer } = await said(people.bob, number, 'On it.');
    const { id: note } = await said(people.bob, number, 'Psst.', true);
    expectProblem(await people.alice.patch(at(number, answer), { body: 'x' }), 403, 'forbidden');
    expectProblem(await people.alice.send('DELETE', at(number, answer)), 403, 'forbidden');
    for (const id of [note, 'nope']) {
      expectProblem(await people.alice.patch(at(number, id), { body: 'x' }), 404, 'not_found');
      expectProblem(await people.alice.send('DELETE', at(number, id)), 404, 'not_found');
      expectProblem(await people.alice.get(`${at(number, id)}/versions`), 404, 'not_found');
    }
    expectProblem(await people.bob.patch(at(number, note), { body: '  ' }), 422, 'invalid_input');
    expectProblem(await people.nobody.patch(at(number, note), { body: 'x' }), 401, 'unauthenticated');
    expect((await people.carol.patch(at(number, note), { body: 'Psst!' })).status).toBe(200);
    const { activities } = await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(number)));
    expect(JSON.stringify(activities)).not.toContain('comment_edited');
  });

  it('is refused once the ticket is over, and works on the target of a merge', async () => {
    const [gone, into] = [await people.ticket(), await people.ticket()];
    const { id } = await said(people.alice, gone.number, 'Once.');
    await people.bob.post(`${TICKETS}/${gone.number}/merge`, { into: into.number });
    for (const number of [gone.number, into.number]) {
      const edited = await people.alice.patch(at(number, id), { body: `On ${number}.` });
      expect([edited.status, edited.body.body]).toEqual([200, `On ${number}.`]);
    }
    await people.alice.patch(`${TICKETS}/${into.number}/status`, { status: 'cancelled' });
    for (const number of [gone.number, into.number]) {
      expectProblem(await people.alice.patch(at(number, id), { body: 'No.' }), 409, 'illegal_transition');
      expectProblem(await people.bob.send('DELETE', at(number, id)), 409, 'illegal_transition');
    }
  });

  it('does not affect SLA targets', async () => {
    const { number } = await people.ticket();
    const { id } = await said(people.alice, number, 'Hello?');
    await people.bob.patch(at(number, id), { body: 'Hello.' });
    const slaOf = async () => (await dataOf(people.bob.api.GET(TICKET, about(number)))).sla;
    expect((await slaOf()).first_response!.met_at).toBeNull();
    const { id: answer } = await said(people.bob, number, 'On it.');
    const { met_at } = (await slaOf()).first_response!;
    await people.bob.patch(at(number, answer), { body: 'On it!' });
    await people.bob.send('DELETE', at(number, answer));
    expect((await slaOf()).first_response!.met_at).toBe(met_at);
  });
});

describe('DELETE /tickets/{ticket}/comments/{comment}', () => {
  it('leaves the name of the person who deleted it, and none of its texts and files', async () => {
    const { holdfast } = people;
    const { number } = await people.ticket();
    const { id } = await said(people.alice, number, 'A secret of mine.');
    const file = { id: `${id}.0.0`, name: 'secret.txt', type: 'text/plain', sizeBytes: 6 };
    await holdfast.deps.attachments.keep(file.id, Buffer.from('secret'));
    await holdfast.mongo
      .collection<any>('comments')
      .updateOne({ _id: id }, { $set: { attachments: [file] } });
    await people.alice.patch(at(number, id), { body: 'A secret of ours.' });
    expect(await talk(people.alice, number)).toMatchObject([{ files: [{ name: 'secret.txt' }] }]);
    expect((await people.alice.send('DELETE', at(number, id))).status).toBe(204);
    expect((await people.alice.send('DELETE', at(number, id))).status).toBe(204);
    expect(await talk(people.alice, number)).toMatchObject([
      { id, body: '', files: [], deleted_at: expect.any(String), deleted_by: { name: 'Alice' } },
    ]);
    expect(await holdfast.deps.attachments.read(file.id)).toBeNull();
    const kept = await holdfast.mongo.collection<any>('comments').findOne({ _id: id });
    expect(JSON.stringify(kept)).not.toContain('secret');
    const { activities } = await dataOf(people.bob.api.GET(`${TICKET}/activities`, about(number)));
    expect(activities.filter(({ action }) => action === 'ticket.comment_deleted')).toHaveLength(1);
    expectProblem(await people.bob.patch(at(number, id), { body: 'Back' }), 409, 'illegal_transition');
  });

  it('is final: a deleted comment cannot be split off', async () => {
    const { number } = await people.ticket();
    const { id } = await said(people.alice, number, 'Another thing.');
    await people.alice.send('DELETE', at(number, id));
    const split = await people.bob.post(`${TICKETS}/${number}/split`, { comment_ids: [id] });
    expectProblem(split, 422, 'invalid_input');
  });
});
