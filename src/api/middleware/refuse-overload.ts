import type { Logger } from '../../ports/logger.js';
import { Capacity } from '../http/capacity.js';
import { IncomingBodies } from '../http/incoming-bodies.js';
import { overloaded } from '../http/overloaded.js';
import type { ApiMiddleware } from '../http/state.js';

/** An episode is over when nobody has been refused for so long. */
const EPISODE_MS = 5_000;

/**
 * Carries out `maxInProgress` requests at the same time, lets some more wait for a moment ({@link Capacity}), and refuses the
 * others before anything is read or asked for them: nothing has been done then. A request whose body is still on its way
 * takes no place meanwhile, and waits for one again when it is there: whoever sends slowly keeps nobody else out.
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

/** Two lines tell of many refusals: when they begin, and how many they were. */
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
