import { DomainError } from '../../../domain/errors.js';
import type { CompletionPrompt, LanguageModel } from '../../../ports/language-model.js';
import type { Logger } from '../../../ports/logger.js';
import type { AiSpend } from '../../../ports/triage/ai-spend.js';
import { CircuitBreaker } from './circuit-breaker.js';

/** One model of a task's list. */
export interface Link {
  readonly model: LanguageModel;
  /** US dollars per million tokens. */
  readonly price: { readonly input: number; readonly output: number } | null;
  /** Millionths of a US dollar per day; null for no limit. */
  readonly budgetMicros: number | null;
}

interface Parts {
  readonly spend: AiSpend;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** Limits all remote models of one call together, in milliseconds. */
  readonly totalMs?: number;
}

/** An attempt of a triage ends after 25 s (`AI_OPTIONS`), and the answer must still be written. */
const TOTAL_MS = 20_000;

interface Step extends Link {
  readonly breaker: CircuitBreaker;
  readonly isLast: boolean;
}

/**
 * Asks the models of a list in their order until one answers, within one attempt.
 * It passes over a model whose budget of the day is used up, or that has failed repeatedly. The local model is always
 * asked, because it costs no time.
 * @throws DomainError of the first model that failed, if none answers; the reason of the signal.
 */
export function createHandOverModel(links: readonly [Link, ...Link[]], parts: Parts): LanguageModel {
  const steps = links.map((link, index): Step => ({
    ...link,
    breaker: new CircuitBreaker(),
    isLast: index === links.length - 1,
  }));
  const { provider, model } = links[0].model;
  const { totalMs = TOTAL_MS } = parts;
  return {
    provider,
    model,
    async complete(schema, prompt, signal) {
      const endsAt = performance.now() + totalMs;
      let failed: DomainError | undefined;
      for (const step of steps) {
        signal.throwIfAborted();
        const skipped = await reasonToSkip(step, prompt, parts);
        const leftMs = Math.max(0, Math.ceil(endsAt - performance.now()));
        const error = skipped ?? (leftMs === 0 && !isLocal(step) ? outOfTime() : undefined);
        if (error !== undefined) {
          failed ??= error;
          continue;
        }
        const limited = isLocal(step) ? signal : AbortSignal.any([signal, AbortSignal.timeout(leftMs)]);
        try {
          return await ask(step, prompt, parts, (asked) => step.model.complete(schema, asked, limited));
        } catch (thrown) {
          signal.throwIfAborted();
          const fault = limited.aborted ? outOfTime() : thrown;
          if (!(fault instanceof DomainError)) throw fault;
          if (!step.isLast)
            parts.logger.warn(factsOf(step, fault), 'AI provider failed, so the next one is asked');
          failed ??= fault;
        }
      }
      throw failed ?? outOfTime();
    },
  };
}

const isLocal = ({ model }: Pick<Link, 'model'>) => model.provider === 'local';
const outOfTime = () => new DomainError('model_unavailable', 'No AI provider answered in time');

function factsOf({ model }: Step, { code, message }: DomainError) {
  return { provider: model.provider, model: model.model, code, reason: message };
}

async function reasonToSkip(
  step: Step,
  prompt: CompletionPrompt,
  parts: Parts,
): Promise<DomainError | undefined> {
  if (isLocal(step)) return undefined;
  const { model, budgetMicros, breaker, isLast } = step;
  const name = `${model.provider} ${model.model}`;
  if (budgetMicros !== null) {
    const spent = await parts.spend.today(keyOf(step, prompt), nowOf(parts));
    if (spent >= budgetMicros)
      return new DomainError('model_unavailable', `The budget of ${name} is used up today`);
  }
  if (!isLast && breaker.isPaused) return new DomainError('model_unavailable', `${name} has asked to wait`);
  const retryAfterSeconds = breaker.tryCall();
  if (retryAfterSeconds === 0) return undefined;
  return new DomainError('model_unavailable', `${name} has failed repeatedly`, { retryAfterSeconds });
}

/** Asks one model, and records what it cost, also if it failed. */
async function ask<T>(
  step: Step,
  prompt: CompletionPrompt,
  parts: Parts,
  complete: (prompt: CompletionPrompt) => Promise<T>,
): Promise<T> {
  const { breaker, price, model } = step;
  let costMicros = 0;
  const noteModel: CompletionPrompt['noteModel'] = (name, provider = model.provider) => {
    prompt.noteModel?.(name, provider);
  };
  noteModel(model.model);
  const noteUsage: CompletionPrompt['noteUsage'] = (usage) => {
    prompt.noteUsage?.(usage);
    costMicros += Math.ceil(usage.input * (price?.input ?? 0) + usage.output * (price?.output ?? 0));
  };
  try {
    const answer = await complete({ ...prompt, noteModel, noteUsage });
    breaker.succeed();
    return answer;
  } catch (error) {
    if (error instanceof DomainError) breaker.fail(error.retryAfterSeconds);
    else breaker.release();
    throw error;
  } finally {
    if (costMicros > 0) {
      await parts.spend.add(keyOf(step, prompt), nowOf(parts), costMicros).catch((error: unknown) => {
        parts.logger.warn({ err: error }, 'the cost of an AI call could not be recorded');
      });
    }
  }
}

function keyOf({ model }: Step, { task }: CompletionPrompt) {
  return { task, provider: model.provider, model: model.model };
}

function nowOf({ now }: Parts): Date {
  return now?.() ?? new Date();
}
