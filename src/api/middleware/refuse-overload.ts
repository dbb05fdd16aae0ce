import type { Logger } from '../../ports/logger.js';
import { Capacity } from '../http/capacity.js';
import { IncomingBodies } from '../http/incoming-bodies.js';
import { overloaded } from '../http/overloaded.js';
import type { ApiMiddleware } from '../http/state.js';

/** An overload episode ends when no request has been rejected for this time. */
const EPISODE_MS = 5_000;

/**
 * Bounds the requests in progress to `maxInProgress`, queues some more ({@link Capacity}) and rejects the rest before
 * reading them. A rejected request has had no effect. A request whose body is still arriving gives up its place and
 * queues for one again afterwards, so a slow sender blocks no other caller.
 */
export function refuseOverload(maxInProgress: number, logger: Logger): ApiMiddleware {
  const capacity = new Capacity(maxInProgress);
  const bodies = new IncomingBodies();
  const episode = new Episode(logger);
  return async (ctx, next) => {
    const place = { isTaken: false };
    const enter = async (): Promise<void> => {
      place.isTaken = await capacity.enter();
      if (place.isTaken) {
        episode.endIfOver();
        return;
      }
      episode.note(capacity.inProgress);
      ctx.state.isRefused = true;
      throw overloaded();
    };
    const leave = (): void => {
      if (place.isTaken) capacity.leave();
      place.isTaken = false;
    };
    ctx.state.leavePlace = leave;
    ctx.state.receive = async (read) => {
      // Most come with their headers, or while the request waits for its turn.
      if (ctx.req.complete) return read();
      leave();
      const body = await bodies.receive(ctx.req, read);
      await enter();
      return body;
    };
    await enter();
    try {
      await next();
    } finally {
      leave();
    }
  };
}

/** Logs two lines per overload: one when rejections begin, and one with their number. */
class Episode {
  private refused = 0;
  private beganAt = 0;
  private lastAt = 0;

  constructor(private readonly logger: Logger) {}

  note(inProgress: number): void {
    this.lastAt = performance.now();
    this.refused += 1;
    if (this.refused > 1) return;
    this.beganAt = this.lastAt;
    this.logger.warn({ in_progress: inProgress }, 'overloaded; refusing requests');
  }

  endIfOver(): void {
    if (this.refused === 0 || performance.now() - this.lastAt < EPISODE_MS) return;
    const seconds = Math.round((this.lastAt - this.beganAt) / 1000);
    this.logger.warn({ refused: this.refused, seconds }, 'no longer overloaded');
    this.refused = 0;
  }
}
