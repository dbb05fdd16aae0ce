import type { HealthProbe } from '../../ports/operations/health.js';
import { answerWithin } from './answer-within.js';

const ANSWER_MS = 2_000;

/** A health probe out of anything that resolves when the service is well. Bounded in time, never rejects. */
export function probe(check: () => Promise<unknown>): HealthProbe {
  return async () => {
    const startedAt = performance.now();
    const latency = () => Math.round((performance.now() - startedAt) * 10) / 10;
    try {
      await answerWithin(ANSWER_MS, check());
      return { status: 'ok', latencyMs: latency() };
    } catch (error) {
      return {
        status: 'down',
        latencyMs: latency(),
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  };
}
