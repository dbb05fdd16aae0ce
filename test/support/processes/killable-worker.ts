import { afterAll, beforeAll } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../holdfast.js';
import { startService, type Service } from './service.js';

/** The worker's process, which the tests of a file start, kill and start again. */
export interface KillableWorker {
  readonly holdfast: Holdfast;
  /** @param environment on top of the Holdfast's own */
  start(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

/** For one `describe`: a Holdfast without a worker, and the process that becomes one when it is started. */
export function useKillableWorker(): KillableWorker {
  let holdfast: Holdfast;
  let worker: Service | undefined;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
  });
  afterAll(async () => {
    await worker?.kill();
    await holdfast.close();
  });
  return {
    get holdfast() {
      return holdfast;
    },
    start: async (environment = {}) => {
      worker = await startService(holdfast, 'src/worker.ts', 'worker ready', environment);
    },
    kill: async () => worker?.kill(),
  };
}
