import { describe, expect, it } from '@jest/globals';
import { array, assert, boolean, constantFrom, integer, option, property, record, string } from 'fast-check';
import { csvHeader, csvLine, readArticleCsv } from '../../../src/cli/articles/csv-file.js';
import { formatArticle, readArticleFile } from '../../../src/cli/articles/markdown-file.js';
import { parseRecord } from '../../../src/cli/articles/article-schema.js';
import { locate } from '../../../src/cli/articles/locate.js';
import { singleLine } from '../../../src/domain/single-line.js';

/** As the API stores it: trimmed, and of visible characters. */
const body = string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map(
  (text) => text.replaceAll('\r', '').trim() || '---\na: b\n---',
);
const line = (min: number) =>
  string({ unit: 'grapheme', maxLength: 40 }).map((text) => singleLine(`${'x'.repeat(min)}${text}`));

const articles = record({
  id: string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }),
  title: line(3),
  question: body,
  answer: body,
  category: option(constantFrom('network', '=1+1')),
  keywords: array(
    line(1).filter((word) => word.trim() === word),
    { maxLength: 3 },
  ),
  language: constantFrom('en', 'de', 'no'),
  translationOf: option(constantFrom('a', "'=b", '-1')),
  visibility: constantFrom('public' as const, 'internal' as const),
  state: constantFrom('draft' as const, 'published' as const, 'archived' as const),
  isFeatured: boolean(),
  owner: option(constantFrom('bob@example.org', '-o@example.org')),
  reviewBy: option(constantFrom('2026-12-31')),
  version: integer({ min: 1, max: 99 }),
});

const read = (found: ReturnType<typeof readArticleFile>) => {
  const { located, faults } = locate([{ file: 'a.md', found }], parseRecord);
  return { given: located[0]?.given, faults };
};

describe('files of articles', () => {
  it('give back what was written, as Markdown and as CSV', () => {
    assert(
      property(articles, (article) => {
        expect(read(readArticleFile(formatArticle(article)))).toEqual({ given: article, faults: [] });
        const [row] = readArticleCsv(csvHeader() + csvLine(article));
        expect(read(row!)).toEqual({ given: article, faults: [] });
      }),
      { numRuns: 300 },
    );
  });

  const FILE = '---\nid: a\ntitle: VPN\nquestion: How?\nvisibility: public\n---\nPress it.';

  it('leave absent fields to the article', () => {
    const { given } = read(readArticleFile(FILE.replaceAll('\n', '\r\n')));
    expect(given).toEqual({
      ...{ id: 'a', title: 'VPN', question: 'How?', visibility: 'public', answer: 'Press it.' },
    });
  });

  it.each([
    ['# VPN', [[1, /front matter/u]]],
    [FILE.replace('title: VPN', 'title: ['), [[4, /YAML/u]]],
    [FILE.replace('id: a', 'id: &x a\nkeywords: [*x]'), [[2, /alias/u]]],
    [
      FILE.replace('title: VPN', 'titel: VPN'),
      [
        [1, /title is missing/u],
        [3, /titel is not the name/u],
      ],
    ],
    [
      FILE.replace('title: VPN', 'title: V\nstate: lost\nis_featured: 1'),
      [
        [3, /title/u],
        [4, /state/u],
        [5, /is_featured/u],
      ],
    ],
    [FILE.replace('Press it.', ' '), [[7, /answer/u]]],
    [FILE.replace('How?', `"${'x'.repeat(1_001)}"`), [[4, /question/u]]],
  ] as const)('name the line of a fault: %j', (text, expected) => {
    const { faults } = read(readArticleFile(text));
    const found = [...faults].sort((a, b) => a.line - b.line);
    expect(found).toHaveLength(expected.length);
    expected.forEach(([at, message], index) => {
      expect(found[index]).toMatchObject({ line: at, message: expect.stringMatching(message) });
    });
  });

  it('name the line of a row of CSV, and columns that are not known', () => {
    const rows = readArticleCsv('id,title,colour\r\n"a","V\nP\nN",red\r\nb,c,d,e\r\n');
    expect(rows.map((row) => ('values' in row ? row.lineOf('title') : [row.line, row.message]))).toEqual([
      2,
      [5, 'has 4 cells, and the header 3'],
    ]);
    expect(readArticleCsv('id\n"a')).toMatchObject([{ line: 1, message: expect.stringContaining('line 2') }]);
  });
});
