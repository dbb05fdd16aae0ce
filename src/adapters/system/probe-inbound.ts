import { MAX_WAIT_SECONDS } from '../../domain/inbound-mail/received-mail.js';
import type { Clock } from '../../ports/clock.js';
import type { BacklogStats } from '../../ports/operations/backlog-stats.js';
import type { InboundProbe } from '../../ports/operations/health.js';
import { probe } from './probes.js';

/**
 * Returns the waiting time of the oldest mail.
 * It reads one index entry, so it may run as often as MongoDB's probe.
 */
export function probeInbound(
  backlogStats: Pick<BacklogStats, 'oldestMailWaiting'>,
  clock: Clock,
): InboundProbe {
  return async () => {
    let oldestAt: Date | null = null;
    const read = probe(async () => {
      oldestAt = await backlogStats.oldestMailWaiting();
    });
    const { status, latencyMs } = await read();
    const oldestWaitingSeconds = status === 'ok' ? ageOf(oldestAt, clock.now()) : null;
    const isLate = (oldestWaitingSeconds ?? 0) > MAX_WAIT_SECONDS;
    return { status: isLate ? 'degraded' : status, latencyMs, oldestWaitingSeconds };
  };
}

/** Clocks of other hosts may be ahead. */
function ageOf(since: Date | null, now: Date): number | null {
  return since === null ? null : Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000));
}
