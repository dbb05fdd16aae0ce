import { DomainError } from '../../../domain/errors.js';
import type { CompletionPrompt, LanguageModel } from '../../../ports/language-model.js';
import type { Logger } from '../../../ports/logger.js';
import type { AiCall, AiCalls } from '../../../ports/triage/ai-calls.js';
import type { AiSpend, SpendKey } from '../../../ports/triage/ai-spend.js';
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
  readonly calls: Pick<AiCalls, 'add'>;
  /** Days to keep the record of a call. */
  readonly keepDays: number;
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
  const startedAt = performance.now();
  const used = { input: 0, output: 0 };
  let answeredBy = model.model;
  const noteModel: CompletionPrompt['noteModel'] = (name, provider = model.provider) => {
    answeredBy = name;
    prompt.noteModel?.(name, provider);
  };
  noteModel(model.model);
  const noteUsage: CompletionPrompt['noteUsage'] = (usage) => {
    prompt.noteUsage?.(usage);
    used.input += usage.input;
    used.output += usage.output;
  };
  const note = (outcome: AiCall['outcome'], fault: string | null, confidence: number | null = null) => {
    const costMicros = Math.ceil(used.input * (price?.input ?? 0) + used.output * (price?.output ?? 0));
    return record(parts, keyOf(step, prompt), {
      ...keyOf(step, prompt),
      model: answeredBy,
      promptVersion: prompt.version,
      ...{ inputTokens: used.input, outputTokens: used.output, costMicros },
      latencyMs: Math.round(performance.now() - startedAt),
      ...{ confidence, outcome, fault, at: nowOf(parts) },
    });
  };
  try {
    const answer = await complete({ ...prompt, noteModel, noteUsage });
    breaker.succeed();
    await note('ok', null, confidenceOf(answer));
    return answer;
  } catch (error) {
    const fault = error instanceof DomainError ? error : null;
    if (fault === null) breaker.release();
    else breaker.fail(fault.retryAfterSeconds);
    await note(
      fault?.code ?? 'model_unavailable',
      fault?.message ?? 'The caller did not wait for the answer',
    );
    throw error;
  }
}

/** Only some tasks have one. */
function confidenceOf(answer: unknown): number | null {
  if (typeof answer !== 'object' || answer === null || !('confidence' in answer)) return null;
  return typeof answer.confidence === 'number' ? answer.confidence : null;
}

/** A record that cannot be written keeps no ticket from its answer. */
async function record({ spend, calls, keepDays, logger }: Parts, key: SpendKey, call: AiCall): Promise<void> {
  try {
    await Promise.all([
      calls.add(call, keepDays),
      ...(call.costMicros > 0 ? [spend.add(key, call.at, call.costMicros)] : []),
    ]);
  } catch (error) {
    logger.warn({ err: error }, 'an AI call could not be recorded');
  }
}

function keyOf({ model }: Step, { task }: CompletionPrompt) {
  return { task, provider: model.provider, model: model.model };
}

function nowOf({ now }: Parts): Date {
  return now?.() ?? new Date();
}
