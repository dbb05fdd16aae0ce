import { DomainError } from '../../domain/errors.js';
import type { DraftSource } from '../../domain/assist/conversation.js';
import type { CompletionPrompt, LanguageModel, ModelTask } from '../../ports/language-model.js';
import type { z } from 'zod';
import type { AppDeps } from '../deps.js';

export type AskDeps = Pick<AppDeps, 'currentModel' | 'localModel' | 'logger'>;

/** Milliseconds. A person waits for the answer; the models of a list have 20 s together. */
const ASK_TIMEOUT_MS = 25_000;

/** The faults of a model. With others, such as a lost database, the built-in rules would not help. */
const MODEL_FAULTS: readonly string[] = ['model_unavailable', 'model_answer_invalid', 'model_rejected'];

interface Asked<T> {
  readonly answer: T;
  readonly source: DraftSource;
}

type Ask<T> = (
  model: LanguageModel,
  signal: AbortSignal,
) => Promise<{ readonly answer: T; readonly source: Omit<DraftSource, 'isFallback'> }>;

/**
 * Asks the model of a task, and the built-in rules if it fails. The source says who answered.
 * @throws DomainError of the model if the built-in rules cannot do the task; `unavailable`
 */
export async function askWithFallback<T>(
  { currentModel, localModel, logger }: AskDeps,
  task: ModelTask,
  ask: Ask<T>,
): Promise<Asked<T>> {
  const model = await currentModel(task);
  const isRemote = model.provider !== localModel.provider;
  const signal = AbortSignal.timeout(ASK_TIMEOUT_MS);
  try {
    const { answer, source } = await ask(model, signal);
    // The local model can be the last one of a list.
    return { answer, source: { ...source, isFallback: isRemote && source.provider === localModel.provider } };
  } catch (thrown) {
    const fault = signal.aborted ? outOfTime() : thrown;
    if (!(fault instanceof DomainError) || !MODEL_FAULTS.includes(fault.code) || !isRemote) throw fault;
    logger.warn({ task, code: fault.code, reason: fault.message }, 'AI failed, so the built-in rules answer');
    try {
      const { answer, source } = await ask(localModel, new AbortController().signal);
      return { answer, source: { ...source, isFallback: true } };
    } catch (error) {
      throw error instanceof DomainError && MODEL_FAULTS.includes(error.code) ? fault : error;
    }
  }
}

/** Asks one question, with {@link askWithFallback}. */
export function askTask<T>(deps: AskDeps, schema: z.ZodType<T>, prompt: CompletionPrompt): Promise<Asked<T>> {
  return askWithFallback(deps, prompt.task, async (model, signal) => {
    let source = { provider: model.provider, model: model.model };
    const noteModel = (name: string, provider = model.provider) => {
      source = { provider, model: name };
    };
    const answer = await model.complete(schema, { ...prompt, noteModel }, signal);
    return { answer, source };
  });
}

function outOfTime(): DomainError {
  return new DomainError('model_unavailable', 'The AI did not answer in time');
}
