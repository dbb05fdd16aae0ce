import { DomainError } from '../../../domain/errors.js';
import type { Vocabulary } from '../../../domain/triage/vocabulary.js';
import type { CompletionPrompt } from '../../../ports/language-model.js';
import { loadLanguageDetector } from '../detect-language.js';
import { draftTicket } from './draft-ticket.js';
import { quoteSolution } from './quote-solution.js';
import { summarise } from './summarise.js';

/**
 * Answers a task without a model, in the shape of its schema. It only takes sentences over, and writes none.
 * @throws DomainError `model_unavailable` for a translation, which needs a model.
 */
export async function answerLocally(
  vocabulary: Vocabulary,
  { task, input }: CompletionPrompt,
): Promise<unknown> {
  const languageOf = await loadLanguageDetector();
  switch (task) {
    case 'create':
      return draftTicket(input, languageOf);
    case 'reply':
      return quoteSolution(input, languageOf);
    case 'summary':
      return summarise(vocabulary, input);
    case 'translate':
      throw new DomainError(
        'model_unavailable',
        'No AI model that translates is configured. An administrator can set one: docs/operate/ai.md.',
      );
    case 'triage':
      throw new Error('Triage has rules of its own.');
  }
}
