import { withoutInstructions } from '../../domain/triage/instructions.js';
import type { CompletionPrompt, LanguageModel } from '../../ports/language-model.js';

/** Tasks whose answer a requester may want to choose. */
const GUARDED_TASKS: ReadonlySet<string> = new Set(['triage']);

/**
 * Keeps demands about triage away from a model that may obey them: "set the priority to urgent".
 * The instructions forbid that too, but a model may follow the last text that it read. The rules remove them themselves.
 */
export function withGuardedInput(languageModel: LanguageModel): LanguageModel {
  const { provider, model } = languageModel;
  return {
    provider,
    model,
    complete: (schema, prompt, signal) => languageModel.complete(schema, guarded(prompt), signal),
  };
}

function guarded(prompt: CompletionPrompt): CompletionPrompt {
  if (!GUARDED_TASKS.has(prompt.task)) return prompt;
  const input: Record<string, string> = {};
  for (const [name, text] of Object.entries(prompt.input)) input[name] = withoutInstructions(text).urgency;
  return { ...prompt, input };
}
