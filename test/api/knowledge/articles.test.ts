import { describe, expect, it } from '@jest/globals';
import { WordIndex } from '../../../src/adapters/search/word-index.js';
import { countDeflections } from '../../../src/app/knowledge/count-deflections.js';
import { remindOfReviews } from '../../../src/app/knowledge/remind-of-reviews.js';
import { ArticleIndex } from '../../../src/app/knowledge/search/article-index.js';
import { writeMail } from '../../../src/app/mail/write-mail.js';
import { insteadOf } from '../../../src/domain/instead-of.js';
import type { Embedder } from '../../../src/ports/embedder.js';
import type { Deflections } from '../../../src/ports/knowledge/deflections.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';
import { wordEmbedder } from '../../support/embeddings/word-embedder.js';
import { waitFor } from '../../support/wait-for.js';
import { accountsOf } from '../../support/api/accounts.js';

const people = withPeople();
const { securityEvents } = accountsOf(people);
const KNOWLEDGE = '/api/v1/knowledge';
const EVERYBODY = { onlyForEverybody: true, onlyPublished: false };

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

  it('count a person who was helped and opened no ticket for 24 hours, once', async () => {
    const { deps, mongo } = people.holdfast;
    const [{ id }, other] = [await article(), await article()];
    const say = (client: typeof people.alice, helpful: boolean, of: string = id) =>
      client.post(`${KNOWLEDGE}/${of}/feedback`, { helpful });
    const deflected = async () => (await people.bob.get(`${KNOWLEDGE}/${id}`)).body.deflected_count;
    const hoursLater = (hours: number, from = deps) => {
      const now = new Date(Date.now() + hours * 3_600_000);
      return countDeflections({ ...from, clock: { now: () => now } });
    };
    // One opens a ticket, one changed their mind, one is a visitor, and one said it of an article that is deleted.
    await say(people.carol, true);
    await people.ticket({}, people.carol);
    await say(people.maya, true);
    await say(people.maya, false);
    await say(people.nobody, true);
    await say(people.bob, true, other.id);
    await say(people.bob, true);
    await say(people.alice, true);
    await people.maya.with({ 'if-match': '*' }).send('DELETE', `${KNOWLEDGE}/${other.id}`);
    await hoursLater(24.5);
    expect(await deflected()).toBe(0);

    // Killed after the first one, and run again by two workers.
    let settled = 0;
    const killed = insteadOf(deps.deflections, {
      settle: (...args: Parameters<Deflections['settle']>) =>
        (settled += 1) > 2 ? Promise.reject(new Error('killed')) : deps.deflections.settle(...args),
    });
    await expect(hoursLater(26, { ...deps, deflections: killed })).rejects.toThrow('killed');
    expect(await deflected()).toBe(1);
    await Promise.all([hoursLater(26), hoursLater(26)]);
    await hoursLater(50);
    expect(await deflected()).toBe(2);
    expect(await mongo.collection('article_feedback').countDocuments({ deflection: 'pending' })).toBe(0);

    await say(people.alice, true);
    await hoursLater(80);
    expect(await deflected()).toBe(2);
    await say(people.alice, false);
    expect(await deflected()).toBe(1);
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

describe('the search of articles', () => {
  const search = async (q: string, client = people.nobody, path = 'search?q') => {
    const { status, body } = await client.get(`${KNOWLEDGE}/${path}=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    return body;
  };
  const ids = ({ results }: any): string[] => results.map(({ article: { id } }: any) => id);

  it('finds what was just written, with an excerpt of what matched, and says how far its index is', async () => {
    const answer = `${'Nothing here. '.repeat(30)}Restart the **zeppelin engines** twice.`;
    const { id } = await article({ title: 'Zeppelins', answer });
    const found = await search('zeppelin engine');
    expect(found.results[0]).toMatchObject({
      ...{
        article: { id, title: 'Zeppelins' },
        matched_by: ['text'],
        matched_words: ['zeppelin', 'engines'],
      },
      excerpt: expect.stringMatching(/^….*Restart the zeppelin engines twice\.$/u),
    });
    expect(found.index).toMatchObject({ state: 'current' });
    await edit(id, { title: 'Airships', answer: 'Gone.' });
    expect(ids(await search('zeppelin'))).toEqual([]);
    expect(ids(await search('airship', people.alice, 'suggest?text'))).toEqual([id]);
    for (const q of ['', 'x'.repeat(501), ' ']) {
      expectProblem(await people.nobody.get(`${KNOWLEDGE}/search?q=${q}`), 422, 'invalid_input');
    }
    expect(ids(await search(`"${'y'.repeat(490)}" $where`))).toEqual([]);
  });

  it('follows other processes, and shows nothing that became internal while it searched', async () => {
    const { deps } = people.holdfast;
    const { id } = await article({ title: 'Submarines' });
    const before = (await deps.articles.find(id))!;
    // Another process writes it: the index of this one still has it as public.
    const event = { ...(await deps.accountEvents.list({ pageSize: 1 })).items[0]!, id: deps.newId() };
    const after = { ...before, visibility: 'internal' as const, version: 2 };
    await deps.articles.commit({ before, after, event });
    expect(ids(await search('submarines'))).toEqual([]);
    await waitFor('the index', async () =>
      (await deps.articleIndex.byWords('submarines', EVERYBODY, 5)).length === 0 ? true : undefined,
    );
    expect(ids(await search('submarines', people.bob))).toEqual([id]);
  });

  it('stores the vectors of an embedder for all processes, and has none without one', async () => {
    const { deps } = people.holdfast;
    const { id } = await article({ title: 'Umbrellas' });
    const open = () => {
      const embedder = wordEmbedder('words@1');
      const texts: string[] = [];
      const counting: Embedder = {
        ...embedder,
        embed: (given, ...rest) => {
          texts.push(...given);
          return embedder.embed(given, ...rest);
        },
      };
      const embedders = { current: () => Promise.resolve(counting) };
      const index = new ArticleIndex({ ...deps, embedders, newWords: () => new WordIndex() });
      index.start();
      return { index, texts };
    };
    const find = async (index: ArticleIndex) =>
      (await index.byMeaning('Umbrellas', EVERYBODY, 50)).some((hit) => hit.id === id) || undefined;
    for (const isFirst of [true, false]) {
      const { index, texts } = open();
      await waitFor('a result', () => find(index));
      await index.close();
      expect(texts.some((text) => text.startsWith('Umbrellas\n'))).toBe(isFirst);
    }
    expect(await deps.articleVectors.findEach([id], 'words@1')).toHaveLength(1);
    expect(await find(deps.articleIndex)).toBeUndefined();
    expect((await search('umbrella')).results[0].matched_by).toEqual(['text']);
  });

  it('never gives an article to a reader who may not read it, by any path', async () => {
    const [states, visibilities] = [
      ['draft', 'published', 'archived'],
      ['public', 'internal'],
    ];
    const made = [];
    for (const state of states) {
      for (const visibility of visibilities) {
        const texts = { title: `Balloon ${state} ${visibility}`, answer: `secret-${state}-${visibility}` };
        made.push(await article({ ...texts, state, visibility }));
      }
    }
    const mayKnow = made.find(({ state, visibility }) => state === 'published' && visibility === 'public');
    const texts = [
      'balloon',
      'ballon',
      'ball',
      'secret',
      'secret-draft-internal',
      'published internal balloon',
    ];
    const paths = [
      ...texts.map((q) => `search?limit=50&q=${q}`),
      ...texts.map((q) => `suggest?limit=50&text=${q}`),
    ];
    for (const client of [people.nobody, people.alice]) {
      for (const path of [...paths, '', '?state=draft', '?visibility=internal', `${mayKnow.id}`]) {
        const { body } = await client.get(
          `${KNOWLEDGE}${path.startsWith('?') || path === '' ? '' : '/'}${path}`,
        );
        const told = JSON.stringify(body);
        for (const other of made) if (other !== mayKnow) expect(told).not.toContain(other.id);
        expect(told).not.toMatch(/secret-(?!published-public)/u);
      }
    }
    const forStaff = ids(await search('balloon', people.bob));
    expect([...forStaff].sort()).toEqual(
      made
        .filter(({ state }) => state !== 'archived')
        .map(({ id }) => id)
        .sort(),
    );
    const suggested = ids(await search('balloon', people.bob, 'suggest?text'));
    expect(suggested).toHaveLength(2);
  });
});

describe('the review of articles', () => {
  it('is asked of the owner once for each day, and of the managers without an active one', async () => {
    const { deps } = people.holdfast;
    const { id } = await article({ review_by: '2020-01-02' });
    await article({ review_by: '2999-01-01' });
    const [mail, ...others] = await remindOfReviews(deps);
    expect(others).toEqual([]);
    const delivery = (await deps.deliveries.find(mail!))!;
    expect(delivery).toMatchObject({ kind: 'article_review', recipient: { name: 'Bob' }, state: 'queued' });
    expect(await remindOfReviews(deps)).toEqual([mail]);
    const recipient = (await deps.users.find(delivery.recipient.id))!;
    const written = await writeMail(deps, { delivery, recipient, ticket: null, comment: null });
    expect([written.subject, written.text]).toEqual([
      `Please review: ${BODY.title}`,
      expect.stringContaining(`/articles/${id}`),
    ]);
    await edit(id, { review_by: '2020-01-03', owner_id: null });
    const again = await Promise.all((await remindOfReviews(deps)).map((each) => deps.deliveries.find(each)));
    expect(again.map((each) => each?.recipient.name)).toEqual(['Maya']);
    const due = await people.bob.get(`${KNOWLEDGE}?review_until=2020-12-31`);
    expect(due.body.articles.map((each: { id: string }) => each.id)).toEqual([id]);
    await edit(id, { review_by: null });
    expect(await remindOfReviews(deps)).toEqual([]);
  });
});

describe('an article of a ticket', () => {
  it('is an internal draft of the question and of what staff said publicly, masked', async () => {
    const ticket = await people.ticket({
      title: 'VPN: password expired',
      description: 'I am Alice, alice@example.org. My password: hunter2 is gone.',
    });
    const at = `/api/v1/tickets/${ticket.number}`;
    const make = (client: typeof people.bob) => client.post(`${at}/knowledge`);
    expectProblem(await make(people.bob), 409, 'illegal_transition');
    await people.bob.post(`${at}/comments`, { body: 'The secret is 42, do not tell.', is_internal: true });
    await people.alice.post(`${at}/comments`, { body: 'It still fails.' });
    await people.bob.post(`${at}/comments`, { body: 'Alice, open the portal and press Renew.' });
    for (const status of ['in_progress', 'resolved']) {
      await people.bob.with({ 'if-match': '*' }).patch(`${at}/status`, { status });
    }
    const { status, body } = await make(people.bob);
    expect([status, body.state, body.visibility, body.ticket_id]).toEqual([
      201,
      'draft',
      'internal',
      ticket.id,
    ]);
    expect(body.answer).toBe('[name], open the portal and press Renew.');
    expect(body.question).not.toMatch(/alice|hunter2/iu);
    expectProblem(await make(people.alice), 403, 'forbidden');
    expectProblem(await people.bob.post('/api/v1/tickets/TKT-2020-000001/knowledge'), 404, 'not_found');
  });
});
