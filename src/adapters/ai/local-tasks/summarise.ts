import { z } from 'zod';
import { firstSentences, shortened } from '../../../domain/assist/sentences.js';
import type { Vocabulary } from '../../../domain/triage/vocabulary.js';
import { createLocalRules } from '../local-rules-answer.js';

const PART_LENGTH = 300;
const MAX_STEPS = 5;
const STEP_LENGTH = 300;

const messages = z.array(z.object({ by: z.string(), text: z.string() })).catch([]);

/** Takes the first sentences of the description and of the latest messages, and the first checks of the vocabulary. */
export function summarise(vocabulary: Vocabulary, input: Readonly<Record<string, string>>) {
  const { title = '', description = '' } = input;
  const said = messages.parse(parseJson(input['messages'] ?? '[]'));
  const { helpful_notes: notes } = createLocalRules(vocabulary)({ title, description }, []);
  const parts = [
    title.replace(/[.!?]*$/u, '.'),
    ...firstSentences(description, PART_LENGTH),
    ...latestOf(said).flatMap(({ by, text }) => {
      const [first] = firstSentences(text, PART_LENGTH);
      return first === undefined ? [] : [`${by === 'requester' ? 'Requester' : 'Staff'}: ${first}`];
    }),
  ];
  const steps = notes.split('\n').filter((line) => line.trim() !== '');
  return {
    summary: parts.join(' '),
    next_steps: steps.slice(0, MAX_STEPS).map((step) => shortened(step, STEP_LENGTH)),
  };
}

/** The latest message of each side, in their order. */
function latestOf<T extends { readonly by: string }>(said: readonly T[]): readonly T[] {
  const latest = new Set(['requester', 'staff'].map((side) => said.findLast(({ by }) => by === side)));
  return said.filter((message) => latest.has(message));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}
