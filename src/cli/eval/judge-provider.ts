import { triageAnswerSchema } from '../../app/triage/answer-schema.js';
import { triagePrompt } from '../../app/triage/prompt.js';
import { INITIAL_CHOICES } from '../../domain/desk/initial-choices.js';
import { DomainError } from '../../domain/errors.js';
import type { TriageAnswer } from '../../domain/tickets/triage.js';
import type { PromptVersion } from '../../domain/triage/prompts/prompts.js';
import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { LanguageModel } from '../../ports/language-model.js';

/** The columns that are judged, with what an answer says about them. */
export const JUDGED: Readonly<Record<string, (answer: TriageAnswer) => string>> = {
  category: ({ category }) => category,
  priority: ({ priority }) => priority,
  type: ({ ticketType }) => ticketType,
  skills: ({ requiredSkills }) => requiredSkills[0] ?? '',
};

/** A labelled ticket: its text, and the right value of each judged column that the file has. */
export interface LabelledRow {
  readonly title: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What one provider said about one ticket; null if it gave no usable answer. */
export interface Verdict {
  readonly labels: LabelledRow['labels'];
  readonly answer: TriageAnswer | null;
  readonly ms: number;
}

const schema = triageAnswerSchema({
  categories: keysOf('categories'),
  ticketTypes: keysOf('ticketTypes'),
});

/** Asks a provider about each ticket, one at a time, with the prompt and checks of triage. */
export async function judgeProvider(
  model: LanguageModel,
  vocabulary: Vocabulary,
  rows: readonly LabelledRow[],
  timeoutMs: number,
  version?: PromptVersion,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { title, text, labels } of rows) {
    const ticket = { title, description: text };
    const prompt = triagePrompt(ticket, vocabulary, { ...INITIAL_CHOICES, teams: [] }, version);
    const start = performance.now();
    const answer = await model
      .complete(schema, prompt, AbortSignal.timeout(timeoutMs))
      .catch((error: unknown) => {
        if (error instanceof DomainError) return null;
        throw error;
      });
    verdicts.push({ labels, answer, ms: performance.now() - start });
  }
  return verdicts;
}

/** Categories and types of a new installation. */
function keysOf(list: 'categories' | 'ticketTypes') {
  return { active: INITIAL_CHOICES[list].map(({ name }) => name), outdated: new Set<string>() };
}
