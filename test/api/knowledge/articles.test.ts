import { describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';
import { accountsOf } from '../../support/api/accounts.js';

const people = withPeople();
const { securityEvents } = accountsOf(people);
const KNOWLEDGE = '/api/v1/knowledge';

const BODY = {
  title: 'Connect to the VPN',
  question: 'How do I get in from home?',
  answer: 'Press **Connect**. <script>alert(1)</script>',
  keywords: ['tunnel'],
  category: 'network',
  visibility: 'public',
  state: 'published',
} as const;

async function article(fields: object = {}, client = people.bob) {
  const { status, body } = await client.post(KNOWLEDGE, { ...BODY, ...fields });
  expect(status).toBe(201);
  return body;
}

const edit = (id: string, body: object, client = people.bob) =>
  client.with({ 'if-match': '*' }).patch(`${KNOWLEDGE}/${id}`, body);

describe('articles', () => {
  it('are written by staff, with versions, a way back and a trail', async () => {
    const made = await people.bob.post(KNOWLEDGE, BODY);
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const at = made.headers.get('location')!;
    expect(made.body).toMatchObject({
      ...BODY,
      ...{ view_count: 0, helpful_count: 0, not_helpful_count: 0, is_featured: false, version: 1 },
      answer_html: '<p>Press <strong>Connect</strong>. &lt;script&gt;alert(1)&lt;/script&gt;</p>',
      owner: { name: 'Bob' },
    });
    const changed = await people.carol.at(1).patch(at, { title: 'The VPN', is_featured: true });
    expect([changed.status, changed.body.version]).toEqual([200, 2]);
    expectProblem(await people.bob.at(1).patch(at, { title: 'Mine' }), 412, 'version_conflict');
    const { body: history } = await people.bob.get(`${at}/versions`);
    expect(history.versions.map(({ title, created_by }: any) => [title, created_by.name])).toEqual([
      ['The VPN', 'Carol'],
      [BODY.title, 'Bob'],
    ]);
    const back = await people.bob.at(2).post(`${at}/revert`, { version: 1 });
    expect(back.body).toMatchObject({ title: BODY.title, is_featured: true, version: 3 });
    expectProblem(await people.bob.at(3).post(`${at}/revert`, { version: 9 }), 404, 'not_found');
    expectProblem(await people.bob.at(3).send('DELETE', at), 403, 'forbidden');
    expect((await people.maya.at(3).send('DELETE', at)).status).toBe(204);
    expectProblem(await people.bob.get(at), 404, 'not_found');
    const { security_events: trail } = await securityEvents({ page_size: 4 });
    expect(trail.map(({ action }) => action)).toEqual([
      ...['article.deleted', 'article.edited', 'article.edited', 'article.created'],
    ]);
    expect(trail[2]).toMatchObject({
      actor: { name: 'Carol' },
      details: { changed: ['title', 'is_featured'] },
    });
  });

  it('are for everybody if published and public, and else for staff, by every path', async () => {
    const shown = await article();
    const hidden = [
      await article({ visibility: 'internal' }),
      await article({ state: 'draft', translation_of: shown.id, language: 'de' }),
      await article({ state: 'archived' }),
    ];
    for (const client of [people.nobody, people.alice]) {
      const { body: seen } = await client.get(`${KNOWLEDGE}/${shown.id}`);
      expect(seen).toMatchObject({ title: BODY.title, owner: null, review_by: null, translations: [] });
      const { body: list } = await client.get(`${KNOWLEDGE}?page_size=100`);
      const ids = list.articles.map(({ id }: any) => id);
      expect(ids).toContain(shown.id);
      for (const { id } of hidden) {
        expect(ids).not.toContain(id);
        expectProblem(await client.get(`${KNOWLEDGE}/${id}`), 404, 'not_found');
        expectProblem(await client.post(`${KNOWLEDGE}/${id}/feedback`, { helpful: true }), 404, 'not_found');
      }
      const { body: drafts } = await client.get(`${KNOWLEDGE}?state=draft`);
      expect([drafts.articles, drafts.total]).toEqual([[], 0]);
    }
    expect((await people.bob.get(`${KNOWLEDGE}/${shown.id}`)).body.translations).toEqual([
      { id: hidden[1].id, language: 'de', title: BODY.title },
    ]);
    await edit(shown.id, { visibility: 'internal' });
    expectProblem(await people.nobody.get(`${KNOWLEDGE}/${shown.id}`), 404, 'not_found');
    expectProblem(await people.alice.get(`${KNOWLEDGE}/${shown.id}/versions`), 403, 'forbidden');
  });

  it('are behind a sign-in where an administrator says so', async () => {
    const { id } = await article();
    const set = (value: boolean | null) =>
      people.admin.with({ 'if-match': '*' }).patch('/api/v1/settings', { public_knowledge: value });
    expect((await set(false)).status).toBe(200);
    await people.holdfast.deps.settings.fresh();
    expectProblem(await people.nobody.get(`${KNOWLEDGE}/${id}`), 401, 'unauthenticated');
    expectProblem(await people.nobody.get(KNOWLEDGE), 401, 'unauthenticated');
    expect((await people.alice.get(`${KNOWLEDGE}/${id}`)).status).toBe(200);
    await set(null);
    await people.holdfast.deps.settings.fresh();
    const wrong = people.nobody.with({ authorization: 'Bearer wrong' });
    expectProblem(await wrong.get(`${KNOWLEDGE}/${id}`), 401, 'unauthenticated');
  });

  it('count each reader once a day, and one verdict of each', async () => {
    const { id } = await article();
    for (const client of [people.alice, people.alice, people.nobody, people.nobody]) {
      await client.get(`${KNOWLEDGE}/${id}`);
    }
    const say = (client: typeof people.alice, body: object) =>
      client.post(`${KNOWLEDGE}/${id}/feedback`, body);
    await say(people.alice, { helpful: true });
    await say(people.alice, { helpful: true });
    await say(people.nobody, { helpful: false, comment: 'The button is gone.' });
    const { body } = await say(people.alice, { helpful: false });
    expect(body).toMatchObject({ view_count: 2, helpful_count: 0, not_helpful_count: 2, version: 1 });
    const { body: said } = await people.bob.get(`${KNOWLEDGE}/${id}/feedback`);
    expect(said.feedback.map(({ comment }: any) => comment).sort()).toEqual(['The button is gone.', null]);
    expect(JSON.stringify(said)).not.toContain(await people.idOf(people.alice));
  });

  it('say everything that is wrong with the input', async () => {
    const wrong = await people.bob.post(KNOWLEDGE, {
      ...BODY,
      ...{ category: 'nope', owner_id: await people.idOf(people.alice), translation_of: 'nope' },
    });
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['category', 'owner_id', 'translation_of']);
    const forms = await people.bob.post(KNOWLEDGE, {
      ...{ ...BODY, title: 'x', language: 'English', review_by: 'soon', answer: 'a'.repeat(200_000) },
    });
    expect(faultPaths(forms)).toEqual(['answer', 'language', 'review_by', 'title']);
    const { id } = await article();
    await article({ translation_of: id, language: 'de' });
    const second = await people.bob.post(KNOWLEDGE, { ...BODY, translation_of: id, language: 'de' });
    expectProblem(second, 409, 'duplicate');
    expectProblem(await people.alice.post(KNOWLEDGE, BODY), 403, 'forbidden');
    expectProblem(await people.nobody.post(KNOWLEDGE, BODY), 401, 'unauthenticated');
    await edit(id, { state: 'archived' });
    expectProblem(await edit(id, { state: 'published' }), 409, 'illegal_transition');
  });
});
