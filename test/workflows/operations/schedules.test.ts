import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { ensureSchedule, schedulesOf } from '../../../src/adapters/temporal/schedules.js';
import { ScheduleKeeper } from '../../../src/adapters/temporal/schedule-keeper.js';
import { DomainError } from '../../../src/domain/errors.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { listeningLogger } from '../../support/servers/listening-logger.js';
import { waitFor } from '../../support/wait-for.js';

function ifUnavailable(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'unavailable') return undefined;
  throw error;
}

describe('the schedules', () => {
  let holdfast: Holdfast;
  let client: Client;
  const namespace = 'default';

  const prefix = () => holdfast.config.temporal.taskQueuePrefix;
  const handle = () => client.schedule.getHandle(`${prefix()}-repair-sweep`);
  const ensureAll = async (repairSweepMinutes = 15) => {
    for (const schedule of schedulesOf(prefix(), { repairSweepMinutes, digestAt: '08:00' })) {
      const ensure = () =>
        ensureSchedule({ connection: client.connection, namespace, dataConverter: {} }, schedule);
      // As the worker's keeper does: what Temporal was too busy for is asked for again.
      await waitFor('Temporal to answer', () => ensure().then(() => true, ifUnavailable));
    }
  };
  const everyMs = async () => (await handle().describe()).spec.intervals?.map(({ every }) => every);

  beforeAll(async () => {
    holdfast = await startHoldfast({ environment: { SCHEDULES_ENABLED: 'true' } });
    client = holdfast.temporal;
    await waitFor('the worker to make them', () =>
      handle()
        .describe()
        .catch(() => undefined),
    );
  });
  afterAll(async () => {
    for await (const { scheduleId } of client.schedule.list()) {
      if (scheduleId.startsWith(prefix())) await client.schedule.getHandle(scheduleId).delete();
    }
    await holdfast.close();
  });

  it('are created by the worker at its start, with a description', async () => {
    const { policies, action } = await handle().describe();
    expect(policies.overlap).toBe('SKIP');
    expect(action).toMatchObject({ staticSummary: expect.stringContaining('Repair sweep') });
    expect(await everyMs()).toEqual([15 * 60_000]);
  });

  it('stay unchanged without changes, and paused if a person paused them', async () => {
    await handle().pause('for the move');
    const before = await handle().describe();
    await Promise.all([ensureAll(), ensureAll(), ensureAll()]);
    expect((await handle().describe()).info.lastUpdatedAt).toEqual(before.info.lastUpdatedAt);

    await ensureAll(30);
    expect(await everyMs()).toEqual([30 * 60_000]);
    expect((await handle().describe()).state).toMatchObject({ paused: true, note: 'for the move' });
    await handle().unpause();
  });

  it('are created once by several workers that start at the same time', async () => {
    await handle().delete();
    await Promise.all([ensureAll(), ensureAll(), ensureAll()]);
    expect(await everyMs()).toEqual([15 * 60_000]);
  });

  it('run, one at a time', async () => {
    await holdfast.stopWorker();
    const taken = async () => (await handle().describe()).info;
    await handle().trigger('SKIP');
    await waitFor('the sweep', async () => ((await taken()).runningActions.length === 1 ? true : undefined));
    await handle().trigger('SKIP');
    await waitFor('the other to be skipped', async () =>
      (await taken()).numActionsSkippedOverlap >= 1 ? true : undefined,
    );
    await holdfast.startWorker();
    const finished = await waitFor('the report', async () => {
      const { items } = await holdfast.deps.sweeps.list({ pageSize: 10 });
      return items.find(({ finishedAt }) => finishedAt !== null);
    });
    expect(finished).toMatchObject({ requestedBy: null, report: { checked: 0 } });
  });

  it('are retried while Temporal refuses, and delay no start', async () => {
    const { logger, lines } = listeningLogger();
    let tries = 0;
    const keeper = new ScheduleKeeper(() => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('away')) : Promise.resolve();
    }, logger);
    await waitFor('the third try', () => (tries === 3 ? true : undefined));
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
    await keeper.close();
  });
});
