import { probe } from './probes.js';
import type { HealthProbe } from '../../ports/operations/health.js';

/** As long as a probe waits: the connection of an unanswered request must not stay. */
const ANSWER_MS = 2_000;

/** Checks that another process of this installation answers its health address with 200. */
export function probeHttp(url: string): HealthProbe {
  return probe(async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' });
    await response.body?.cancel();
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  });
}
