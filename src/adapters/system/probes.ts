import type { HealthProbe } from '../../ports/health.js';

const ANSWER_MS = 2_000;

/** A health probe out of anything that resolves when the service is well. Bounded in time, never rejects. */
export function probe(check: () => Promise<unknown>): HealthProbe {
  return async () => {
    const startedAt = performance.now();
    const latency = () => Math.round((performance.now() - startedAt) * 10) / 10;
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
    });
    try {
      await Promise.race([check(), tooSlow]);
      return { status: 'ok', latencyMs: latency() };
    } catch (error) {
      return {
        status: 'down',
        latencyMs: latency(),
        reason: error instanceof Error ? error.message : String(error),
      };
    } finally {
      clearTimeout(timer);
    }
  };
}
