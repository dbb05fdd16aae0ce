import { describe, expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { currentCancellation, runUntilCancelled } from '../../../src/adapters/system/cancellation.js';
import { cancelActivities } from '../../../src/adapters/temporal/cancel-activities.js';

/** The context of an activity as a worker makes it, with the worker's interceptor. */
const contextOf = (info: { startToCloseTimeoutMs: number }) =>
  new MockActivityEnvironment(info, { interceptors: [cancelActivities(runUntilCancelled)] });

/** As what waits in line in an activity. */
const untilCancelled = () =>
  new Promise<string>((resolve) => {
    const signal = currentCancellation()!;
    signal.addEventListener('abort', () => resolve(String(signal.reason)));
  });

describe('what waits in an activity', () => {
  it('gives up when the activity is cancelled or its worker stops', async () => {
    const context = contextOf({ startToCloseTimeoutMs: 60_000 });
    const waiting = context.run(untilCancelled);
    context.cancel('WORKER_SHUTDOWN');
    expect(await waiting).toContain('WORKER_SHUTDOWN');
  });

  it('gives up when the attempt has had its time', async () => {
    expect(await contextOf({ startToCloseTimeoutMs: 20 }).run(untilCancelled)).toContain('timed out');
  });

  it('knows of no end outside of one', () => {
    expect(currentCancellation()).toBeUndefined();
  });
});
