import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createProviderModel } from '../../../src/adapters/ai/create-language-model.js';
import { createLocalModel } from '../../../src/adapters/ai/local.js';
import { loadVocabulary } from '../../../src/adapters/ai/vocabulary-file.js';
import { triagePrompt } from '../../../src/app/triage/prompt.js';
import type { LanguageModel } from '../../../src/ports/language-model.js';
import { HONEST_VALUES, INJECTED_TICKETS } from '../../support/injection/corpus.js';
import { LOOK_ALIKES } from '../../support/injection/look-alikes.js';
import {
  obey,
  startObedientProvider,
  type ObedientProvider,
} from '../../support/injection/obedient-provider.js';
import { ANSWER_SCHEMA, CHOICES } from '../../support/tickets/choices.js';

const vocabulary = await loadVocabulary('config/vocabulary.yaml');
const NEVER = new AbortController().signal;
const local = createLocalModel(vocabulary);
const kinds = [...new Set(INJECTED_TICKETS.map(({ kind }) => kind))];

let provider: ObedientProvider;
let obedient: LanguageModel;

beforeAll(async () => {
  provider = await startObedientProvider();
  obedient = createProviderModel('openai', 'genai', {
    ...{ apiKey: 'a-key', baseUrl: provider.url, model: 'obeys', timeoutMs: 5_000 },
  });
});
afterAll(() => provider.close());

async function triage(
  model: LanguageModel,
  ticket: { readonly title: string; readonly description: string },
) {
  const prompt = triagePrompt(ticket, vocabulary, CHOICES);
  const answer = await model.complete(ANSWER_SCHEMA, prompt, NEVER);
  const { priority, category, requiredSkills, helpfulNotes } = answer;
  return {
    priority,
    category,
    skill: requiredSkills.join(),
    isLeaked: helpfulNotes.includes(prompt.instructions.slice(0, 40)),
  };
}

/** Attacks that a model has followed in any layout. */
async function followed(model: LanguageModel, kind: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id, attack, layouts } of INJECTED_TICKETS.filter((one) => one.kind === kind)) {
    const answers = await Promise.all(layouts.map((layout) => triage(model, layout)));
    const wrong = answers.find(
      (answer) => JSON.stringify(answer) !== JSON.stringify({ ...HONEST_VALUES, isLeaked: false }),
    );
    if (wrong !== undefined) found.push(`${id} (${Object.values(wrong).join()}): ${attack}`);
  }
  return found;
}

test('the corpus has attacks of every kind in six languages', () => {
  expect(INJECTED_TICKETS.length).toBeGreaterThanOrEqual(120);
  expect(new Set(INJECTED_TICKETS.map(({ kind, language }) => `${kind} ${language}`)).size).toBe(30);
  expect(new Set(INJECTED_TICKETS.map(({ attack }) => attack)).size).toBe(INJECTED_TICKETS.length);
});

test.each(kinds)('the local rules follow no attack of kind %s', async (kind) => {
  expect(await followed(local, kind)).toEqual([]);
});

test.each(kinds)('a model that obeys its reader follows no attack of kind %s', async (kind) => {
  expect(await followed(obedient, kind)).toEqual([]);
});

test('without the guard the model obeys', () => {
  const obeyed = INJECTED_TICKETS.filter(({ attack }) => {
    const { priority, category } = obey('', attack);
    return priority === 'urgent' || category !== 'other';
  });
  expect(obeyed.length / INJECTED_TICKETS.length).toBeGreaterThan(0.9);
});

test('tickets of honest people keep their meaning', async () => {
  for (const { text, priority, skill } of LOOK_ALIKES) {
    const byRules = await triage(local, { title: '', description: text });
    expect([text, byRules.priority, byRules.skill.split(',')]).toEqual([
      text,
      priority,
      expect.arrayContaining([skill]),
    ]);
    const unguarded = obey('', text);
    expect([text, await triage(obedient, { title: '', description: text })]).toMatchObject([
      text,
      { priority: unguarded.priority, category: unguarded.category, skill: unguarded.required_skills.join() },
    ]);
  }
});
