import { describe, expect, it } from '@jest/globals';
import { expectProblem, withPeople } from '../../support/api/people.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople();
const KNOWLEDGE = '/api/v1/knowledge';

const gaps = async (query = '') => (await people.bob.get(`${KNOWLEDGE}/gaps${query}`)).body;

async function article(title: string, fields: object = {}) {
  const body = {
    title,
    question: 'How?',
    answer: 'So.',
    visibility: 'public',
    state: 'published',
    ...fields,
  };
  return (await people.bob.post(KNOWLEDGE, body)).body;
}

describe('what is asked and has no article', () => {
  it('are tickets with similar titles that no public article answers, for staff', async () => {
    for (const title of ['Garage badge refused', 'My garage badge fails', 'Garage: badge is not read'])
      await people.ticket({ title });
    for (const title of ['Beamer bulb dead', 'Beamer bulb is out', 'Bulb of the beamer'])
      await people.ticket({ title });
    await article('Beamer bulb', { visibility: 'internal' });
    const words = async () =>
      (await gaps()).questions.map((each: { words: string[] }) => each.words.slice(0, 2).sort());
    expect(await words()).toEqual(
      expect.arrayContaining([
        ['badge', 'garage'],
        ['beamer', 'bulb'],
      ]),
    );
    const { id } = await article('Garage: your badge');
    expect(await words()).toEqual([['beamer', 'bulb']]);
    await people.alice.post(`${KNOWLEDGE}/${id}/feedback`, { helpful: false });
    const { questions, compared_tickets } = await gaps();
    expect(compared_tickets).toBe(6);
    expect(questions.find((each: { words: string[] }) => each.words.includes('garage'))).toMatchObject({
      ...{ ticket_count: 3, categories: ['other'], unhelpful_article: { id, not_helpful_count: 1 } },
      tickets: [expect.stringMatching(/^TKT-/u), expect.anything(), expect.anything()],
    });
    expect((await gaps('?until=2020-01-07')).questions).toEqual([]);
    expectProblem(await people.alice.get(`${KNOWLEDGE}/gaps`), 403, 'forbidden');
    expectProblem(await people.nobody.get(`${KNOWLEDGE}/gaps`), 401, 'unauthenticated');
  });

  it('are searches without a result, counted by their words and masked', async () => {
    await waitFor('the index', async () => {
      const { body } = await people.bob.get(`${KNOWLEDGE}/search?q=beamer`);
      return body.index.state === 'current' || undefined;
    });
    const searches = [
      'zeppelin mooring',
      'Mooring, ZEPPELIN!',
      'zq',
      'garage',
      'zorro@example.org',
      'z'.repeat(101),
    ];
    for (const text of searches) await people.nobody.get(`${KNOWLEDGE}/search?q=${encodeURIComponent(text)}`);
    const found = (await gaps()).searches;
    expect(found[0]).toEqual({ text: 'zeppelin mooring', count: 2 });
    expect(JSON.stringify(found)).not.toMatch(/address|zorro|garage|zq|zzz/u);
  });
});
