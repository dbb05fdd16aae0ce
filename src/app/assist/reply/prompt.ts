import { z } from 'zod';
import type { CompletionPrompt } from '../../../ports/language-model.js';
import { guardedInstructions } from '../guarded-instructions.js';

/** Changes with every change of the wording below. */
const PROMPT_VERSION = 'reply-1';

const MAX_SENTENCES = 30;
const MAX_SENTENCE = 1_000;

/** The answer of a model that drafts a reply. */
export const replyAnswerSchema = z.object({
  language: z.string().trim().max(20).describe('The language of the sentences, as a code of ISO 639-1'),
  sentences: z
    .array(
      z.object({
        text: z.string().trim().max(MAX_SENTENCE).describe('One sentence of the reply'),
        source: z
          .string()
          .trim()
          .max(20)
          .nullable()
          .describe('The `ref` of the source of the sentence, or null'),
      }),
    )
    .max(MAX_SENTENCES),
  confidence: z.number().min(0).max(1).describe('How sure it is that this solves the problem, from 0 to 1'),
});

/** The question for a reply. All texts are masked. */
export function replyPrompt(input: {
  readonly title: string;
  readonly description: string;
  readonly messages: readonly { readonly by: string; readonly text: string }[];
  readonly sources: readonly { readonly ref: string; readonly title: string; readonly text: string }[];
  readonly language: string;
}): CompletionPrompt {
  return {
    task: 'reply',
    version: PROMPT_VERSION,
    instructions: guardedInstructions(
      'You draft the reply of an IT help desk to the requester of a ticket. A technician reads it before it is sent.',
      '`title`, `description` and `messages` are the ticket. `sources` are solutions of similar tickets.',
      'Write in the language with the code in `language`, politely and briefly, without greeting and closing.',
      'Use only what the sources say. Every sentence that states something names its source in `source`.',
      'A sentence without a source must be a question to the requester. Never promise anything, never ask for',
      'passwords or codes, and never name other people. If no source fits, ask what you need to know.',
    ),
    input: {
      ...{ title: input.title, description: input.description, language: input.language },
      messages: JSON.stringify(input.messages),
      sources: JSON.stringify(input.sources),
    },
  };
}
