import { randomInt } from 'node:crypto';
import type { Logger } from '../../ports/logger.js';
import { ApiError } from '../api-error.js';
import { Capacity } from '../capacity.js';
import type { ApiMiddleware } from '../state.js';

/** Seconds until those who were refused come again: spread, or they would all come at once. */
const RETRY_AFTER = { min: 1, max: 5 };

/** An episode is over when nobody has been refused for so long. */
const EPISODE_MS = 5_000;

/**
 * Carries out `maxInProgress` requests at the same time, lets some more wait for a moment ({@link Capacity}), and refuses the
 * others before anything is read or asked for them: nothing has been done then.
 */
export function refuseOverload(maxInProgress: number, logger: Logger): ApiMiddleware {
  const capacity = new Capacity(maxInProgress);
  const episode = new Episode(logger);
  return async (ctx, next) => {
    if (!(await capacity.enter())) {
      episode.note(capacity.inProgress);
      ctx.state.isRefused = true;
      throw refusal();
    }
    episode.endIfOver();
    try {
      await next();
    } finally {
      capacity.leave();
    }
  };
}

function refusal(): ApiError {
  const seconds = randomInt(RETRY_AFTER.min, RETRY_AFTER.max + 1);
  return new ApiError(
    'overloaded',
    `More requests come in than can be carried out. Nothing was done for this one; try again in ${seconds} s.`,
    { 'Retry-After': String(seconds) },
  );
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
    this.logger.warn({ in_progress: inProgress }, 'overloaded: refusing requests');
  }

  endIfOver(): void {
    if (this.refused === 0 || performance.now() - this.lastAt < EPISODE_MS) return;
    const seconds = Math.round((this.lastAt - this.beganAt) / 1000);
    this.logger.warn({ refused: this.refused, seconds }, 'no longer overloaded');
    this.refused = 0;
  }
}
