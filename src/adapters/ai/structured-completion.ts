import type { z } from 'zod';

import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { CompletionPrompt } from '../../ports/language-model.js';
import { fenceInput } from './fence.js';

/** One side's words in the talk with a model. */
export interface Turn {
  readonly role: 'user' | 'model';
  readonly text: string;
}

/**
 * Sends a conversation to a provider and returns the model's next turn; empty if it is blocked or says nothing.
 */
export type Ask = (turns: readonly Turn[]) => Promise<string>;

const MAX_ANSWER_CHARACTERS = 100_000;
const MAX_FAULTS_NAMED = 20;

type Reading<T> = { readonly value: T } | { readonly faults: readonly FieldFault[] };

/**
 * Gets an answer in the shape of `schema` from a model that answers in text.
 * Every real provider uses it. An invalid answer is sent back once with its faults (API.md §6).
 * @throws DomainError `model_answer_invalid` if the second answer is invalid too. It names the invalid fields but
 *   never quotes the answer, which may repeat the ticket. Errors of `ask` pass through.
 */
export async function completeStructured<T>(
  schema: z.ZodType<T>,
  prompt: Pick<CompletionPrompt, 'input'>,
  ask: Ask,
): Promise<T> {
  const question: Turn = { role: 'user', text: fenceInput(prompt.input) };
  const answer = await ask([question]);
  const first = readAnswer(schema, answer);
  if ('value' in first) return first.value;
  const second = readAnswer(schema, await ask([question, ...repairTurns(answer, first.faults)]));
  if ('value' in second) return second.value;
  throw new DomainError(
    'model_answer_invalid',
    `The model gave no usable answer: ${inWords(second.faults)}`,
    {
      faults: second.faults,
    },
  );
}

function repairTurns(answer: string, faults: readonly FieldFault[]): Turn[] {
  const complaint: Turn = {
    role: 'user',
    text: `That answer cannot be used: ${inWords(faults)}. Answer again, with the corrected JSON object alone.`,
  };
  // Providers refuse a turn without text.
  if (answer.trim() === '') return [complaint];
  return [{ role: 'model', text: answer.slice(0, MAX_ANSWER_CHARACTERS) }, complaint];
}

function readAnswer<T>(schema: z.ZodType<T>, answer: string): Reading<T> {
  if (answer.trim() === '') return fault('there was no answer');
  if (answer.length > MAX_ANSWER_CHARACTERS) return fault('the answer is too long');
  let json: unknown;
  try {
    json = JSON.parse(withoutFence(answer));
  } catch {
    return fault('the answer is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  return {
    faults: parsed.error.issues
      .slice(0, MAX_FAULTS_NAMED)
      .map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  };
}

function fault(message: string): { readonly faults: readonly FieldFault[] } {
  return { faults: [{ path: '', message }] };
}

function inWords(faults: readonly FieldFault[]): string {
  return faults.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
}

/** Models like to wrap JSON in a Markdown fence even when told not to. */
function withoutFence(answer: string): string {
  const text = answer.trim();
  if (!text.startsWith('```') || !text.endsWith('```')) return text;
  const firstLineEnd = text.indexOf('\n');
  return firstLineEnd === -1 ? text : text.slice(firstLineEnd + 1, -3);
}
