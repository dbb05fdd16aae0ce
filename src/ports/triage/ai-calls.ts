import type { ErrorCode } from '../../domain/errors.js';
import type { SpendKey } from './ai-spend.js';

/** One call of a model, repair included. It quotes neither the ticket nor the answer. */
export interface AiCall extends SpendKey {
  readonly promptVersion: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar; 0 without a price. */
  readonly costMicros: number;
  readonly latencyMs: number;
  /** Of the answer, before calibration; null for none. */
  readonly confidence: number | null;
  readonly outcome: 'ok' | ErrorCode;
  /** The message of the failure; null for an answer. */
  readonly fault: string | null;
  readonly at: Date;
}

/** The calls of one task, model and version of the prompt. */
export interface AiCallTotals extends SpendKey {
  readonly promptVersion: string;
  readonly calls: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number;
  readonly meanLatencyMs: number;
  /** Mean of the answers; null without any. */
  readonly meanConfidence: number | null;
  /** Of the newest failed call; null if none failed. */
  readonly lastFault: string | null;
}

/** The record of all calls of models. */
export interface AiCalls {
  /** Records a call, and deletes it after that many days. */
  add(call: AiCall, keepDays: number): Promise<void>;
  /** Totals of the newest 100,000 calls since then at most, by task and model. */
  totals(since: Date): Promise<readonly AiCallTotals[]>;
}
