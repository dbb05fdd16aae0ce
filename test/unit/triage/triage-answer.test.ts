import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { geminiSchema } from '../../../src/adapters/ai/providers/gemini/gemini-schema.js';
import { loadVocabulary } from '../../../src/adapters/ai/vocabulary-file.js';
import { triagePrompt } from '../../../src/app/triage/prompt.js';
import { DEFAULT_PROMPT_VERSION } from '../../../src/domain/triage/prompts/prompts.js';
import { GOOD_ANSWER } from '../../support/servers/gemini-stand-in.js';
import { ANSWER_SCHEMA, CHOICES } from '../../support/tickets/choices.js';

const read = (changes: object) => ANSWER_SCHEMA.safeParse({ ...GOOD_ANSWER, ...changes });

describe('an answer', () => {
  test('is taken with its limits reached, and things trimmed that do not matter', () => {
    const parsed = read({
      required_skills: [...Array<string>(8).fill('x'.repeat(60)), '  Windows [admin ', ''],
      summary: ` ${'s'.repeat(500)} `,
      helpful_notes: 'n'.repeat(4_000),
      suggested_team: ' ',
      language: ' EN ',
      confidence: 0,
      extra: 'ignored',
    });
    expect(parsed.data).toMatchObject({
      suggestedTeam: null,
      language: 'en',
      confidence: 0,
      summary: 's'.repeat(500),
    });
    expect(parsed.data?.requiredSkills.at(-1)).toBe('Windows [admin');
    expect(parsed.data).not.toHaveProperty('extra');
    expect(
      read({ suggested_team: null, helpful_notes: '', required_skills: [], confidence: 1 }).success,
    ).toBe(true);
    expect(read({ required_skills: ['C++', '.', 'Windows [admin'] }).data?.requiredSkills).toHaveLength(3);
  });

  test.each(Object.keys(GOOD_ANSWER))('lacks %s: a fault', (field) => {
    const answer = Object.fromEntries(Object.entries(GOOD_ANSWER).filter(([name]) => name !== field));
    expect(ANSWER_SCHEMA.safeParse(answer).error?.issues[0]?.path).toEqual([field]);
  });

  test.each([
    [{ required_skills: ['vpn', 7] }, 'required_skills.1'],
    [{ required_skills: [null] }, 'required_skills.0'],
    [{ required_skills: 'vpn' }, 'required_skills'],
    [{ required_skills: Array(11).fill('x') }, 'required_skills'],
    [{ required_skills: ['x'.repeat(61)] }, 'required_skills.0'],
    [{ priority: 'critical' }, 'priority'],
    [{ priority: 'High' }, 'priority'],
    [{ ticket_type: 'incident' }, 'ticket_type'],
    [{ category: 'garden' }, 'category'],
    [{ sentiment: 'angry' }, 'sentiment'],
    [{ language: 'english' }, 'language'],
    [{ language: 'xx' }, 'language'],
    [{ language: 'en-US' }, 'language'],
    [{ summary: '' }, 'summary'],
    [{ summary: 's'.repeat(501) }, 'summary'],
    [{ helpful_notes: 'n'.repeat(4_001) }, 'helpful_notes'],
    [{ helpful_notes: null }, 'helpful_notes'],
    [{ suggested_team: 't'.repeat(61) }, 'suggested_team'],
    [{ suggested_team: 3 }, 'suggested_team'],
    [{ confidence: 1.01 }, 'confidence'],
    [{ confidence: -0.01 }, 'confidence'],
    [{ confidence: '0.9' }, 'confidence'],
    [{ confidence: null }, 'confidence'],
  ])('%j is a fault', (changes, path) => {
    expect(read(changes).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  test.each([null, [], 'text', 7])('%j is a fault', (answer) => {
    expect(ANSWER_SCHEMA.safeParse(answer).success).toBe(false);
  });
});

describe("Gemini's schema", () => {
  test.each([
    ['a union', z.object({ a: z.union([z.string(), z.number()]) })],
    ['anything', z.object({ a: z.unknown() })],
    ['a tuple', z.tuple([z.string()])],
  ])('has no word for %s', (_, schema) => {
    expect(() => geminiSchema(schema)).toThrow('Gemini schemas do not support');
  });
});

describe('the prompt', () => {
  test('is masked, bounded, and keeps the ticket out of the instructions', async () => {
    const vocabulary = await loadVocabulary('config/vocabulary.yaml');
    const secretAtTheCut = `${'d'.repeat(7_990)} carol@example.com`;
    const prompt = triagePrompt(
      { title: `${'t'.repeat(199)}😀`, description: secretAtTheCut },
      vocabulary,
      CHOICES,
    );
    expect(prompt).toMatchObject({ task: 'triage', version: DEFAULT_PROMPT_VERSION });
    expect(prompt.input['title']).toBe('t'.repeat(199));
    expect(prompt.input['description']).toHaveLength(8_000);
    expect(prompt.input['description']).not.toContain('carol');
    expect(prompt.instructions).not.toContain('ttt');
    for (const name of ['"vpn"', '"printer"', '"infrastructure"', '"feature"']) {
      expect(prompt.instructions).toContain(name);
    }
  });
});
