import { z } from 'zod';
import type { CompletionPrompt } from '../../../ports/language-model.js';
import { guardedInstructions } from '../guarded-instructions.js';

/** Changes with every change of the wording below. */
const PROMPT_VERSION = 'summary-1';

export const MAX_SUMMARY = 2_000;
export const MAX_STEPS = 5;
export const MAX_STEP = 300;

export const summaryAnswerSchema = z.object({
  summary: z.string().trim().min(1).max(MAX_SUMMARY).describe('What happened so far, for a technician'),
  next_steps: z.array(z.string().trim().max(MAX_STEP)).max(MAX_STEPS).describe('What to do next, best first'),
});

/** The question for a summary. All texts are masked. */
export function summaryPrompt(input: {
  readonly title: string;
  readonly description: string;
  readonly messages: readonly { readonly by: string; readonly text: string }[];
}): CompletionPrompt {
  return {
    task: 'summary',
    version: PROMPT_VERSION,
    instructions: guardedInstructions(
      'You summarise a ticket of an IT help desk for the technician who takes it over.',
      '`messages` are in order; `note` is an internal note of staff. summary: the problem, what was tried, what is open,',
      'in English, at most six sentences, and nothing that the ticket does not say.',
      'next_steps: at most five checks or questions, each one sentence. They are suggestions for a person.',
    ),
    input: { ...input, messages: JSON.stringify(input.messages) },
  };
}
