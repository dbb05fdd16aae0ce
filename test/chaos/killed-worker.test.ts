import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { MAIL_TICKET, submit, VPN_TICKET } from '../support/tickets.js';
import { waitFor } from '../support/wait-for.js';

const TICKETS = 30;

describe('a worker that is killed again and again', () => {
  let holdfast: Holdfast;
  let worker: ChildProcess;

  /** The real worker process, as production runs it, on this test's database and queues. */
  async function startWorker(): Promise<void> {
    worker = spawn(process.execPath, ['--import', 'tsx', 'src/worker.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        LOG_LEVEL: 'info',
        MONGODB_URI: holdfast.config.mongo.uri,
        TEMPORAL_ADDRESS: holdfast.config.temporal.address,
        TEMPORAL_TASK_QUEUE_PREFIX: holdfast.config.temporal.taskQueuePrefix,
        SMTP_URL: holdfast.sink.url,
      },
    });
    let log = '';
    worker.stdout!.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await waitFor(
      'the worker to be ready',
      () => (log.includes('"worker ready"') ? true : undefined),
      40_000,
    );
  }

  async function killWorker(): Promise<void> {
    const gone = once(worker, 'exit');
    worker.kill('SIGKILL');
    await gone;
  }

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    await startWorker();
  });
  afterAll(async () => {
    await killWorker();
    await holdfast.close();
  });

  it('loses no ticket, assigns none twice, and sends one assignment mail each', async () => {
    const alice = await holdfast.client('alice');
    const numbers: string[] = [];
    const events = holdfast.mongo.collection<{ type: string; ticketNumber: string }>('events');
    const assignedNow = () => events.countDocuments({ type: 'ticket.assigned' });
    for (const batch of [1, 2, 3]) {
      const before = await assignedNow();
      const submitted = await Promise.all(
        Array.from({ length: TICKETS / 3 }, (_, index) =>
          submit(alice, index % 2 === 0 ? VPN_TICKET : MAIL_TICKET),
        ),
      );
      numbers.push(...submitted.map(({ number }) => number));
      // In the middle of the work: some of this batch are assigned, others are not.
      await waitFor('work to begin', async () => ((await assignedNow()) > before ? true : undefined));
      await killWorker();
      if (batch < 3) await startWorker();
    }
    await startWorker();

    const mails = await holdfast.sink.received(
      TICKETS,
      (mail) => mail.subject?.includes('Assigned to you') === true,
      120_000,
    );
    const mailed = mails.map((mail) => /\[(TKT-[\d-]+)\]/.exec(mail.subject ?? '')?.[1]);
    // Only a mail whose acceptance by the server was cut off by the kill may come twice, with the same Message-ID.
    const copies = mails.length - new Set(mails.map((mail) => mail.messageId)).size;
    expect(copies).toBeLessThanOrEqual(3);
    expect(new Set(mailed)).toEqual(new Set(numbers));
    const assignments = await events.find({ type: 'ticket.assigned' }).toArray();
    expect(assignments.map((event) => event.ticketNumber).sort()).toEqual([...numbers].sort());
  }, 240_000);
});
