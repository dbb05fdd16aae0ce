import { z } from 'zod';
import { MAX_QUESTION_LENGTH } from '../../../domain/assist/conversation.js';
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from '../../../domain/ticket-fields.js';
import type { CompletionPrompt } from '../../../ports/language-model.js';
import { guardedInstructions } from '../guarded-instructions.js';

/** Changes with every change of the wording below. */
const PROMPT_VERSION = 'create-2';

/** Characters of all messages of a conversation in the prompt. */
export const MAX_PROMPT_TEXT = 16_000;

/** Questions of an answer. Those beyond the limit of the conversation are dropped. */
const MAX_ANSWERED_QUESTIONS = 10;

/** The answer of a model that drafts a ticket. */
export const draftAnswerSchema = z.object({
  title: z
    .string()
    .trim()
    .min(1)
    .describe(`What it is about, in the language of the person, at most ${TITLE_LENGTH.max} characters`),
  description: z
    .string()
    .trim()
    .max(DESCRIPTION_LENGTH.max)
    .describe('Everything that the person said about it'),
  questions: z
    .array(z.string().trim().max(MAX_QUESTION_LENGTH))
    .max(MAX_ANSWERED_QUESTIONS)
    .describe('What must be known to solve it and was not said; empty if enough was said'),
});

/** Returns the question for the draft of a ticket. */
export function draftPrompt(input: {
  /** The messages of the person, masked. */
  readonly text: string;
  /** The text of their files, masked; empty without any. */
  readonly files: string;
  readonly asked: readonly string[];
  readonly questionsLeft: number;
}): CompletionPrompt {
  return {
    task: 'create',
    version: PROMPT_VERSION,
    instructions: guardedInstructions(
      'You turn the words of a person who needs help into a draft of a ticket for an IT help desk.',
      '`text` has what the person wrote, `files` the text of the pictures and documents that they attached, `asked` the',
      'questions that the person was asked before.',
      'title: one short line. description: what the person said, in the first person and in their language, complete,',
      'with error messages word by word, and nothing that they did not say.',
      'questions: at most `questions_left`, in the language of the person, each one sentence. Never ask for passwords,',
      'codes or keys, never ask what `asked` has, and ask nothing if a technician could begin with what is there.',
    ),
    input: {
      text: input.text.slice(-MAX_PROMPT_TEXT),
      ...(input.files === '' ? {} : { files: input.files }),
      asked: JSON.stringify(input.asked),
      questions_left: String(input.questionsLeft),
    },
  };
}
