import { expect, test } from '@jest/globals';
import { createLocalModel } from '../../../src/adapters/ai/local.js';
import { loadVocabulary } from '../../../src/adapters/ai/vocabulary-file.js';
import { triageAnswerSchema } from '../../../src/app/triage/answer-schema.js';
import { triagePrompt } from '../../../src/app/triage/prompt.js';
import { initialKeys } from '../../../src/domain/desk/initial-choices.js';
import { aChoice, CHOICES } from '../../support/tickets/choices.js';

const vocabulary = await loadVocabulary('config/vocabulary.yaml');
const { signal } = new AbortController();

test('the built-in rules find an added category by its key and labels, where they know no skill', async () => {
  const labels = { en: 'Invoices', de: 'Rechnungen' };
  const billing = aChoice({ name: 'billing', labels, team: 'finance', priority: 'low' });
  const categories = [...CHOICES.categories, billing];
  const schema = triageAnswerSchema({
    categories: { active: categories.map(({ name }) => name), outdated: new Set() },
    ticketTypes: { active: initialKeys('ticketTypes'), outdated: new Set() },
  });
  const findIn = async (title: string) => {
    const ticket = { title, description: 'Please look.' };
    const prompt = triagePrompt(ticket, vocabulary, { ...CHOICES, categories });
    const answer = await createLocalModel(vocabulary).complete(schema, prompt, signal);
    return [answer.category, answer.suggestedTeam, answer.priority];
  };
  expect(await findIn('Wo sind die Rechnungen vom Mai?')).toEqual(['billing', 'finance', 'low']);
  expect(await findIn('A matter of billing')).toEqual(['billing', 'finance', 'low']);
  expect(await findIn('The vpn drops when I open invoices')).toEqual(['network', 'infrastructure', 'medium']);
});
