/**
 * The worker of the floor of `lifecycle`: the same worker group as Holdfast's, on queues of its own, with activities that do
 * nothing. The benchmark is at the other end of a socket: a line with an id starts a workflow, as the relay does it
 * (from here, eagerly), and the last activity answers with the id where Holdfast would hand a mail to the SMTP server. A line with `assigned` behind the id says that its second activity runs.
 * Arguments: address of Temporal, prefix of the queues, port to connect to.
 */
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { untraced } from '../../src/adapters/telemetry/untraced.js';
import { connectWorker } from '../../src/adapters/temporal/connect.js';
import { installRuntime, WorkerGroup } from '../../src/adapters/temporal/worker.js';
import { taskQueues } from '../../workflows/ids.js';
import type { FloorActivities, floorLifecycle } from './lifecycle-workflow.js';

const [address = '', prefix = 'floor', port = '0'] = process.argv.slice(2);
installRuntime(() => undefined);
const queues = taskQueues(prefix);
const namespace = 'default';
const connection = await connectWorker({ address, namespace, tls: false, apiKey: undefined });
const client = new Client({ connection, namespace });
const socket = createConnection(Number(port), '127.0.0.1').setNoDelay(true);
await once(socket, 'connect');

const nothing = (): Promise<void> => Promise.resolve();
const workers = await WorkerGroup.start({
  connection,
  namespace,
  dataConverter: {},
  tracer: untraced,
  queues,
  workflows: { path: fileURLToPath(new URL('./lifecycle-workflow.js', import.meta.url)) },
  activities: {
    lifecycle: {
      assignTicket: (id) => {
        socket.write(`${id} assigned\n`);
        return nothing();
      },
    } satisfies Partial<FloorActivities>,
    ai: { triageTicket: nothing } satisfies Partial<FloorActivities>,
    // No worker starts without any.
    inbound: { nothing },
    files: { nothing },
    webhooks: { nothing },
    mail: {
      sendDelivery: (id) => {
        socket.write(`${id}\n`);
        return nothing();
      },
    } satisfies Partial<FloorActivities>,
  },
});

createInterface({ input: socket }).on('line', (id) => {
  void client.workflow.start<typeof floorLifecycle>('floorLifecycle', {
    taskQueue: queues.lifecycle,
    workflowId: `${prefix}/${id}`,
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    requestEagerStart: true,
    args: [id],
  });
});
process.on('SIGTERM', () => {
  socket.destroy();
  void workers.close().then(() => process.exit(0));
});
console.log('floor ready');
