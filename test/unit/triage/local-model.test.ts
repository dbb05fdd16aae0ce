import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';

import { createLanguageModel, type AiSettings } from '../../../src/adapters/ai/create-language-model.js';
import { createLocalModel } from '../../../src/adapters/ai/local.js';
import { loadVocabulary } from '../../../src/adapters/ai/vocabulary-file.js';
import { triagePrompt } from '../../../src/app/triage/prompt.js';
import type { Category, Priority, TicketType } from '../../../src/domain/ticket-fields.js';
import type { TriageAnswer } from '../../../src/domain/tickets/triage.js';
import { skillNames } from '../../../src/domain/triage/vocabulary.js';
import { ANSWER_SCHEMA, CHOICES } from '../../support/tickets/choices.js';

const vocabulary = await loadVocabulary('config/vocabulary.yaml');
const model = createLocalModel(vocabulary);
const never = new AbortController().signal;

function triage(title: string, description = ''): Promise<TriageAnswer> {
  return model.complete(ANSWER_SCHEMA, triagePrompt({ title, description }, vocabulary, CHOICES), never);
}

interface Expected {
  readonly title: string;
  readonly description: string;
  readonly skill: string;
  readonly category: Category;
  readonly priority: Priority;
  readonly type: TicketType;
  readonly language?: string;
}

const row = (
  title: string,
  description: string,
  skill: string,
  category: Category,
  priority: Priority,
  type: TicketType,
  language = 'en',
): Expected => ({ title, description, skill, category, priority, type, language });

const TICKETS: readonly Expected[] = [
  row(
    'VPN drops every ten minutes',
    'Since this morning AnyConnect disconnects when I work from home.',
    'vpn',
    'network',
    'medium',
    'technical',
  ),
  row('Cannot access VPN', 'I cannot access the VPN from home.', 'vpn', 'network', 'medium', 'technical'),
  row(
    'Wi-Fi very slow in meeting room',
    'The wireless signal in room 4 is weak and drops.',
    'wifi',
    'network',
    'medium',
    'technical',
  ),
  row(
    'No internet in the office',
    'Everyone is affected, the switch port lights are off.',
    'network',
    'network',
    'urgent',
    'technical',
  ),
  row(
    'Network cable broken',
    'The ethernet port on the wall is broken. Not urgent.',
    'network',
    'network',
    'low',
    'technical',
  ),
  row(
    'Printer on floor 3 jams',
    'It shows a paper jam but there is none. This is not really urgent.',
    'printer',
    'printer',
    'low',
    'technical',
  ),
  row(
    'Network printer offline',
    'The network printer does not respond. Please fix ASAP.',
    'printer',
    'printer',
    'high',
    'technical',
  ),
  row(
    "Laptop won't turn on",
    'Black screen since the update. I cannot work.',
    'hardware',
    'hardware',
    'high',
    'technical',
  ),
  row('Wireless mouse', 'My wireless mouse is not working.', 'hardware', 'hardware', 'medium', 'technical'),
  row(
    'Second monitor',
    'I would like to have a second monitor and a docking station.',
    'hardware',
    'hardware',
    'medium',
    'support',
  ),
  row(
    'Forgot my password',
    'Please reset my password, I am locked out of my account.',
    'account',
    'account',
    'medium',
    'support',
  ),
  row(
    'New employee starts Monday',
    'Please create an account and order a laptop for Eva.',
    'account',
    'account',
    'medium',
    'support',
  ),
  row(
    'Need access to shared folder Finance',
    'Please grant me read access, approved by my manager.',
    'access',
    'access',
    'medium',
    'support',
  ),
  row(
    'Access denied',
    'I need permission to the project folder before the deadline.',
    'access',
    'access',
    'high',
    'support',
  ),
  row(
    'URGENT: nobody can send mail',
    'Outlook shows an error for the whole company!',
    'email',
    'email',
    'urgent',
    'bug',
  ),
  row('Mailbox full', "My mailbox is full and I can't send mails.", 'email', 'email', 'medium', 'technical'),
  row(
    'Excel crashes when opening macro',
    'Excel freezes with an error message.',
    'office',
    'software',
    'medium',
    'bug',
  ),
  row(
    'Question about Word',
    'How do I add page numbers in a Word document?',
    'office',
    'software',
    'medium',
    'support',
  ),
  row(
    'Install Visual Studio',
    'Please install it when you have time, no rush.',
    'software',
    'software',
    'low',
    'support',
  ),
  row('App crash on start', 'The app crashes with an exception.', 'software', 'software', 'medium', 'bug'),
  row(
    'Feature request: dark mode',
    'It would be nice if the portal had a dark mode.',
    'software',
    'software',
    'medium',
    'feature',
  ),
  row(
    'Database query is very slow',
    'The SQL server has deadlocks and the report fails.',
    'database',
    'software',
    'medium',
    'technical',
  ),
  row('Restore deleted file', 'Please restore the plan from backup.', 'backup', 'other', 'medium', 'support'),
  row(
    'Suspicious email with a link',
    'I clicked on a phishing mail, what now?',
    'security',
    'other',
    'high',
    'support',
  ),
  row(
    'Production server down',
    'All users are affected, this is an emergency.',
    'server',
    'other',
    'urgent',
    'technical',
  ),
  row(
    'Drucker druckt nicht',
    'Der Drucker im zweiten Stock druckt nicht.',
    'printer',
    'printer',
    'medium',
    'technical',
    'de',
  ),
  row(
    'Passwort vergessen',
    'Ich kann mich nicht anmelden. Es ist nicht dringend.',
    'account',
    'account',
    'low',
    'support',
    'de',
  ),
  row(
    'WLAN geht nicht',
    'Kein Internet seit heute morgen, das WLAN ist weg. Dringend!',
    'wifi',
    'network',
    'urgent',
    'technical',
    'de',
  ),
  row(
    'No puedo conectarme a la VPN',
    'La VPN no funciona desde casa, es urgente.',
    'vpn',
    'network',
    'urgent',
    'technical',
    'es',
  ),
  row(
    'La impresora no imprime',
    'Hay un atasco de papel, no es urgente.',
    'printer',
    'printer',
    'low',
    'technical',
    'es',
  ),
  row(
    "L'imprimante est en panne",
    "Bonjour, l'imprimante ne fonctionne pas depuis hier.",
    'printer',
    'printer',
    'medium',
    'technical',
    'fr',
  ),
  row(
    'Mot de passe oublié',
    "Je ne peux pas me connecter, ce n'est pas urgent.",
    'account',
    'account',
    'low',
    'support',
    'fr',
  ),
  row(
    'Esqueci minha senha',
    'Não consigo entrar na conta, preciso de ajuda.',
    'account',
    'account',
    'medium',
    'support',
    'pt',
  ),
  row('प्रिंटर काम नहीं कर रहा है', 'कृपया मदद करें।', 'printer', 'printer', 'medium', 'technical', 'hi'),
];

test.each(TICKETS)('$title', async ({ title, description, skill, category, priority, type, language }) => {
  const answer = await triage(title, description);
  expect(answer).toMatchObject({ category, priority, ticketType: type, language });
  expect(answer.requiredSkills[0]).toBe(skill);
  expect(answer.requiredSkills.length).toBeLessThanOrEqual(3);
  expect(answer.confidence).toBeGreaterThan(0.35);
  expect(answer.helpfulNotes).not.toBe('');
});

describe('the rules', () => {
  test('admit that they know nothing', async () => {
    await expect(triage('Coffee', 'It is cold.')).resolves.toMatchObject({
      requiredSkills: ['general'],
      category: 'other',
      priority: 'medium',
      ticketType: 'other',
      sentiment: 'neutral',
      suggestedTeam: null,
      confidence: 0.35,
      summary: 'Coffee – It is cold.',
    });
  });

  test('are surer with every word that fits', async () => {
    const vague = await triage('Printer', '');
    const clear = await triage('Printer has a paper jam', 'The toner is low too.');
    expect(clear.confidence).toBeGreaterThan(vague.confidence);
  });

  test.each([
    ['I am so frustrated, this is unacceptable', 'negative'],
    ['I am not happy with this', 'negative'],
    ['Thank you so much, it is great', 'positive'],
    ['The device has a number', 'neutral'],
  ])('hear the mood: %s', async (description, sentiment) => {
    await expect(triage('About my laptop', description)).resolves.toMatchObject({ sentiment });
  });

  test.each([
    ['not working, urgent', 'urgent'],
    ['It is not urgent. But production is down', 'urgent'],
    ["isn't that urgent", 'low'],
    ['not an emergency', 'low'],
    ['insurgents', 'medium'],
  ])('take negations for what they are: %s', async (description, priority) => {
    await expect(triage('Something with my laptop', description)).resolves.toMatchObject({ priority });
  });

  test('suggest a team, and name several skills where several fit', async () => {
    const answer = await triage('VPN and printer', 'Both the VPN and the printer fail.');
    expect(answer.requiredSkills).toEqual(['vpn', 'printer']);
    expect(answer.suggestedTeam).toBe('infrastructure');
  });

  test('do not take a masked address for a word about e-mail', async () => {
    const answer = await triage('Coffee', 'Write to bob@example.com or +49 170 1234567');
    expect(answer.requiredSkills).toEqual(['general']);
  });

  test('give the same answer every time, and need no network', async () => {
    const [first, ...others] = await Promise.all(TICKETS.slice(0, 3).map(() => triage('VPN down', 'urgent')));
    for (const other of others) expect(other).toEqual(first);
    expect(createLocalModel(vocabulary)).toMatchObject({ provider: 'local', model: 'rules-1' });
  });

  test('answer anything in the right shape, with skills of the vocabulary', async () => {
    const known = new Set(skillNames(vocabulary));
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc
        .array(fc.constantFrom(...known, 'not', 'urgent', 'C++', '.', 'Windows [admin', '\n', '\uD83D'), {
          maxLength: 60,
        })
        .map((words) => words.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(anything, anything, async (title, description) => {
        const answer = await triage(title, description);
        return answer.requiredSkills.length > 0 && answer.requiredSkills.every((skill) => known.has(skill));
      }),
      { numRuns: 300 },
    );
  });

  test('fit the schema without the help of the prompt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('title', 'description', 'x'), fc.string()),
        async (input) => {
          const prompt = { task: 'triage', version: 'x', instructions: '', input } as const;
          await model.complete(ANSWER_SCHEMA, prompt, never);
        },
      ),
    );
  });

  test('refuse a shape that is not theirs', async () => {
    const prompt = triagePrompt({ title: 'VPN', description: 'down' }, vocabulary, CHOICES);
    const completion = model.complete(z.object({ colour: z.string() }), prompt, never);
    await expect(completion).rejects.toMatchObject({
      code: 'model_answer_invalid',
      faults: [{ path: 'colour' }],
    });
  });

  test('stop when told to', async () => {
    const prompt = triagePrompt({ title: 'VPN', description: 'down' }, vocabulary, CHOICES);
    const completion = model.complete(ANSWER_SCHEMA, prompt, AbortSignal.abort(new Error('stopped')));
    await expect(completion).rejects.toThrow('stopped');
  });
});

test('the choice of a model: the first provider with a key and a model, the rules without', () => {
  const local = { vocabulary, active: { current: () => Promise.resolve(null) } };
  const choose = (providers: AiSettings['providers']) =>
    createLanguageModel({ timeoutMs: 100, geminiSdk: 'generative-ai', providers }, local);
  const access = { apiKey: 'k', baseUrl: undefined, model: 'one' };
  expect(choose({}).provider).toBe('local');
  expect(choose({ openai: { ...access, model: undefined } }).provider).toBe('local');
  expect(choose({ anthropic: access, gemini: access })).toMatchObject({ provider: 'gemini', model: 'one' });
  expect(choose({ anthropic: access })).toMatchObject({ provider: 'anthropic', model: 'one' });
});
