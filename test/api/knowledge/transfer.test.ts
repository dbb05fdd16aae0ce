import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportArticles } from '../../../src/app/knowledge/transfer/export-articles.js';
import { importArticles } from '../../../src/app/knowledge/transfer/import-articles.js';
import type { ArticleRecord, GivenArticle } from '../../../src/app/knowledge/transfer/article-record.js';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { withPeople } from '../../support/api/people.js';
import { runCli } from '../../support/processes/run-cli.js';

const people = withPeople();
const KNOWLEDGE = '/api/v1/knowledge';
const DOER = { actor: SYSTEM_ACTOR, address: null };

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'articles-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function article(fields: object) {
  const usual = { title: 'Connect to the VPN', question: 'How?', answer: '| a | b |\n|---|---|\n| 1 | 2 |' };
  const { status, body } = await people.bob.post(KNOWLEDGE, { ...usual, visibility: 'public', ...fields });
  expect(status).toBe(201);
  return body;
}

async function all(): Promise<readonly ArticleRecord[]> {
  const records: ArticleRecord[] = [];
  await exportArticles(people.holdfast.deps, (record) => void records.push(record));
  return records;
}

async function load(given: readonly GivenArticle[], options: object = {}) {
  const usual = { isDryRun: false, overwrites: false };
  return (await importArticles(people.holdfast.deps, DOER, given, { ...usual, ...options })).steps;
}

const outcomes = (steps: Awaited<ReturnType<typeof load>>) => steps.map(({ outcome }) => outcome);

describe('export and import of articles', () => {
  it('bring back every article as it was, and change nothing twice', async () => {
    const original = await article({
      state: 'published',
      review_by: '2030-01-31',
      keywords: ['=a', 'b,"c"'],
    });
    await article({
      title: 'VPN verbinden',
      language: 'de',
      translation_of: original.id,
      category: 'network',
    });
    await article({ visibility: 'internal', state: 'archived', owner_id: null, is_featured: true });
    const before = await all();
    const [folder, csv] = [join(dir, 'all'), join(dir, 'all.csv')];
    for (const to of [folder, csv]) {
      const { code, output } = await runCli(people.holdfast.config, 'articles', 'export', to);
      expect([code, output]).toEqual([0, expect.stringContaining(`${before.length} articles exported`)]);
    }
    const again = await runCli(people.holdfast.config, 'articles', 'import', folder);
    expect(again.output).toContain(`0 articles created, 0 changed, ${before.length} unchanged`);
    for (const { id } of before) {
      const gone = await people.maya.send('DELETE', `${KNOWLEDGE}/${id}`);
      expect(gone.status).toBe(204);
    }
    const loaded = await runCli(
      people.holdfast.config,
      'articles',
      'import',
      csv,
      '--by',
      'bob@holdfast.local',
    );
    expect([loaded.code, loaded.output]).toEqual([
      0,
      expect.stringContaining(`${before.length} articles created`),
    ]);
    // An import makes version 1 of a new article.
    expect(await all()).toEqual(before.map((each) => ({ ...each, version: 1 })));
    const { body } = await people.bob.get(`${KNOWLEDGE}/${original.id}`);
    expect(body).toMatchObject({ owner: { name: 'Bob' }, answer_html: expect.stringContaining('<table>') });
  });

  it('writes nothing if a file has a fault, and names each by file and line', async () => {
    const before = await all();
    const folder = join(dir, 'all');
    const [german] = await readdir(join(folder, 'de'));
    const path = join(folder, 'de', german!);
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace('title: VPN verbinden', 'title: VPN').replace('category: network', 'category: none'),
    );
    await writeFile(
      join(folder, 'new.md'),
      '---\ntitle: New one\nquestion: Why?\nowner: x@y.example\nvisibility: public\n---\nSo.',
    );
    const { code, output } = await runCli(people.holdfast.config, 'articles', 'import', folder);
    expect(code).toBe(1);
    expect(output).toContain(`de/${german}:7: category`);
    expect(output).toContain('new.md:4: owner is not the address of a person');
    expect(await all()).toEqual(before);
  });

  it('checks translations, states and versions, and overwrites only if told', async () => {
    const { id } = await article({ title: 'Version one' });
    const [first] = (await all()).filter((one) => one.id === id);
    await people.bob.with({ 'if-match': '*' }).patch(`${KNOWLEDGE}/${id}`, { title: 'Version two' });
    const mine = { ...first!, question: 'Mine?' };
    expect(await load([mine])).toMatchObject([{ outcome: 'refused', faults: [{ path: 'version' }] }]);
    expect(outcomes(await load([mine], { isDryRun: true, overwrites: true }))).toEqual(['changed']);
    expect((await all()).find((one) => one.id === id)).toMatchObject({ title: 'Version two', version: 2 });
    expect(outcomes(await load([mine], { overwrites: true }))).toEqual(['changed']);
    expect((await all()).find((one) => one.id === id)).toMatchObject({ question: 'Mine?', version: 3 });
    const { version: _version, ...plain } = mine;
    const fr = { ...plain, id: 'fr-1', language: 'fr', translationOf: id };
    // The translation comes first, and its original is new.
    const fresh = { ...plain, id: 'fresh' };
    const steps = await load([{ ...fr, id: 'fr-2', translationOf: 'fresh' }, fresh, fr]);
    expect(outcomes(steps)).toEqual(['created', 'created', 'created']);
    expect(await load([{ ...fr, id: 'fr-3' }])).toMatchObject([{ faults: [{ path: 'language' }] }]);
    expect(await load([{ ...fr, id: 'x', translationOf: 'nowhere' }])).toMatchObject([
      { faults: [{ path: 'translation_of' }] },
    ]);
    await load([{ ...plain, id: 'old', state: 'archived' }]);
    expect(await load([{ ...plain, id: 'old', state: 'published' }])).toMatchObject([
      { faults: [{ path: 'state' }] },
    ]);
  });
});
