import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { waitForLine } from '../support/holdfast.js';
import type { Workbench } from '../support/workbench.js';
import type { Runner } from './in-lanes.js';
import type { AssignedAfter } from './time-to-assignment.js';

interface Floor extends Runner {
  readonly assignedAfter: AssignedAfter;
  close(): Promise<void>;
}

/** The floor's worker process, and the socket over which it is told to begin and tells what has reached its point. */
export async function prepareFloor(bench: Workbench, temporalAddress: string): Promise<Floor> {
  const waiting = new Map<string, () => void>();
  const begunAt = new Map<string, number>();
  const assignedAt = new Map<string, number>();
  let tell: Socket | undefined;
  const server = createServer((socket) => {
    tell = socket.setNoDelay(true);
    createInterface({ input: socket }).on('line', (line) => {
      const [id = '', isAssigned] = line.split(' ');
      if (isAssigned !== undefined) return void assignedAt.set(id, Date.now());
      waiting.get(id)?.();
      waiting.delete(id);
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const worker = await bench.start({
    name: 'floor-worker',
    source: new URL('../floor/lifecycle-worker.ts', import.meta.url),
    args: [temporalAddress, 'floor', String(port)],
    env: { NODE_ENV: 'production' },
    ready: (failed, log) => waitForLine(log, 'floor ready', failed),
  });
  return {
    assignedAfter: (id) => {
      const [from, to] = [begunAt.get(id), assignedAt.get(id)];
      return from === undefined || to === undefined ? undefined : to - from;
    },
    begin: (id) => {
      begunAt.set(id, Date.now());
      tell?.write(`${id}\n`);
      return Promise.resolve();
    },
    reached: (id) => new Promise((resolve) => waiting.set(id, resolve)),
    close: async () => {
      await bench.stop(worker);
      server.close();
    },
  };
}
