import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { whileBeating, whileNoting } from '../../../activities/heartbeat.js';

function environment(heartbeatDetails?: unknown) {
  const env = new MockActivityEnvironment(heartbeatDetails === undefined ? {} : { heartbeatDetails });
  const beats: unknown[] = [];
  env.on('heartbeat', (details: unknown) => void beats.push(details));
  return { env, beats };
}

describe('heartbeats with progress', () => {
  it('are passed to the next attempt', async () => {
    const first = environment();
    const work = () =>
      whileNoting<string, { page: number }>(({ from, note }) => {
        const page = (from?.page ?? 0) + 1;
        note({ page });
        return Promise.resolve(`page ${page}`);
      });
    expect(await first.env.run(work)).toBe('page 1');
    expect(first.beats).toEqual([{ page: 1 }]);
    const second = environment(first.beats.at(-1));
    expect(await second.env.run(work)).toBe('page 2');
    expect(second.beats).toEqual([{ page: 2 }]);
  });

  it('end with the work when it is cancelled', async () => {
    const { env } = environment();
    const running = env.run(() =>
      whileBeating(async (signal) => {
        await once(signal, 'abort');
        signal.throwIfAborted();
      }),
    );
    env.cancel();
    await expect(running).rejects.toThrow();
  });
});
