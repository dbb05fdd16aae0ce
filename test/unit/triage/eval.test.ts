import { describe, expect, it } from '@jest/globals';
import { createLocalModel } from '../../../src/adapters/ai/local.js';
import { loadVocabulary } from '../../../src/adapters/ai/vocabulary-file.js';
import { judgeProvider, type LabelledRow } from '../../../src/cli/eval/judge-provider.js';
import { reportLines } from '../../../src/cli/eval/report.js';
import { readCsv } from '../../../src/cli/support/read-csv.js';
import { DomainError } from '../../../src/domain/errors.js';
import type { LanguageModel } from '../../../src/ports/language-model.js';

const TIMEOUT_MS = 10_000;

describe('a CSV file', () => {
  it('may have quotes, line breaks, empty cells and a byte-order mark', () => {
    expect(readCsv('\uFEFFtext,label\r\n"a ""b"",\nc",x\n\nplain,\n')).toEqual([
      { text: 'a "b",\nc', label: 'x' },
      { text: 'plain', label: '' },
    ]);
  });

  it.each(['text\n"open', 'text\na "b" c'])('with a stray quote is refused: %j', (text) => {
    expect(() => readCsv(text)).toThrow('stray quote');
  });

  it.each(['', 'text,label', 'text,label\n'])('without rows has none: %j', (text) => {
    expect(readCsv(text)).toEqual([]);
  });
});

describe('the evaluation of providers', () => {
  const rows: readonly LabelledRow[] = [
    { title: '', text: 'The toner is empty', labels: { category: 'printer', priority: 'medium' } },
    { title: '', text: 'The VPN is down', labels: { category: 'software', priority: '' } },
  ];

  it('counts right answers by column, and shows which labels are confused', async () => {
    const vocabulary = await loadVocabulary('config/vocabulary.yaml');
    const verdicts = await judgeProvider(createLocalModel(vocabulary), vocabulary, rows, TIMEOUT_MS);
    const lines = reportLines([{ name: 'local', verdicts }], 'category');
    expect(lines).toContainEqual(expect.stringMatching(/^\| local \| category \| 2 \| 0\.500 \|/u));
    expect(lines).toContainEqual(expect.stringMatching(/^\| local \| priority \| 1 \| 1\.000 \|/u));
    expect(lines).toContain('| | network | printer | software |');
    expect(lines).toContain('| software | 1 | 0 | 0 |');
  });

  it('counts a provider that fails as wrong', async () => {
    const vocabulary = await loadVocabulary('config/vocabulary.yaml');
    const model: LanguageModel = {
      ...{ provider: 'broken', model: 'x' },
      complete: () => Promise.reject(new DomainError('model_unavailable', 'It is away.')),
    };
    const verdicts = await judgeProvider(model, vocabulary, rows, TIMEOUT_MS);
    const lines = reportLines([{ name: 'broken', verdicts }], 'priority');
    expect(lines).toContainEqual(
      expect.stringMatching(/^\| broken \| category \| 2 \| 0\.000 \| 0\.000 \| 2 \|/u),
    );
    expect(lines).toContain('| medium | 1 | 0 |');
  });
});
