import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '../../../domain/errors.js';
import type { Embedder } from '../../../ports/embedder.js';
import type { NoteTokens } from '../../../ports/language-model.js';
import type { Logger } from '../../../ports/logger.js';
import type { AiCall, AiCalls } from '../../../ports/triage/ai-calls.js';
import type { AiSpend } from '../../../ports/triage/ai-spend.js';

export interface RecordParts {
  readonly spend: AiSpend;
  readonly calls: Pick<AiCalls, 'add'>;
  /** Days to keep the record of a call. */
  readonly keepDays: number;
  readonly logger: Logger;
  readonly now?: () => Date;
}

interface Bill {
  readonly provider: string;
  readonly model: string;
  /** US dollars per million tokens; null for none. */
  readonly inputPrice: number | null;
  /** Millionths of a US dollar per day; null for no limit. */
  readonly budgetMicros: number | null;
}

/** Some providers do not say how many tokens they have read. A token has about as many characters. */
const CHARACTERS_PER_TOKEN = 4;
const TASK = 'embed';
/** What the record of other tasks calls the version of their prompt. */
const NO_PROMPT = 'embed-1';

/**
 * Creates an embedder whose calls are recorded with their tokens and cost, and which stops at the budget of the day.
 * Then tickets wait for their vectors until midnight UTC, and searches use words.
 * @param create makes the embedder; it notes the tokens of a call while that call runs
 */
export function createRecordedEmbedder(
  create: (noteTokens: NoteTokens) => Embedder,
  bill: Bill,
  parts: RecordParts,
): Embedder {
  const current = new AsyncLocalStorage<{ input: number }>();
  const embedder = create(({ input }) => {
    const used = current.getStore();
    if (used !== undefined) used.input += input;
  });
  const { provider, model, budgetMicros } = bill;
  const key = { task: TASK, provider, model };
  const now = () => parts.now?.() ?? new Date();
  return {
    model: embedder.model,
    dimensions: embedder.dimensions,
    async embed(texts, purpose, signal) {
      if (texts.length === 0) return [];
      if (budgetMicros !== null && (await parts.spend.today(key, now())) >= budgetMicros)
        throw new DomainError('model_unavailable', `The budget of ${provider} ${model} is used up today`);
      const used = { input: 0 };
      const startedAt = performance.now();
      const note = (outcome: AiCall['outcome'], fault: string | null) => {
        const isSilent = outcome === 'ok' && used.input === 0;
        const inputTokens = isSilent ? estimatedTokens(texts) : used.input;
        return record(parts, {
          ...{ ...key, promptVersion: NO_PROMPT, inputTokens, outputTokens: 0, confidence: null },
          costMicros: Math.ceil(inputTokens * (bill.inputPrice ?? 0)),
          latencyMs: Math.round(performance.now() - startedAt),
          ...{ outcome, fault, at: now() },
        });
      };
      try {
        const vectors = await current.run(used, () => embedder.embed(texts, purpose, signal));
        await note('ok', null);
        return vectors;
      } catch (error) {
        const fault = error instanceof DomainError ? error : null;
        const message = fault?.message ?? 'The caller did not wait for the vectors';
        await note(fault?.code ?? 'model_unavailable', message);
        throw error;
      }
    },
  };
}

function estimatedTokens(texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, { length }) => sum + length, 0) / CHARACTERS_PER_TOKEN);
}

/** A record that cannot be written keeps no text from its vector. */
async function record({ spend, calls, keepDays, logger }: RecordParts, call: AiCall): Promise<void> {
  try {
    await Promise.all([
      calls.add(call, keepDays),
      ...(call.costMicros > 0 ? [spend.add(call, call.at, call.costMicros)] : []),
    ]);
  } catch (error) {
    logger.warn({ err: error }, 'an AI call could not be recorded');
  }
}
