import { describe, expect, it } from '@jest/globals';
import { useKillableWorker } from '../support/killable-worker.js';
import { MAIL_TICKET, submit, VPN_TICKET } from '../support/tickets.js';
import { waitFor } from '../support/wait-for.js';

const TICKETS = 30;

describe('a worker that is killed again and again', () => {
  const worker = useKillableWorker();

  it('loses no ticket, assigns none twice, and sends one assignment mail each', async () => {
    const { holdfast } = worker;
    await worker.start();
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
      await worker.kill();
      if (batch < 3) await worker.start();
    }
    await worker.start();

    const mails = await holdfast.sink.received(
      TICKETS,
      (mail) => mail.subject?.includes('Assigned to you') === true,
    );
    const mailed = mails.map((mail) => /\[(TKT-[\d-]+)\]/.exec(mail.subject ?? '')?.[1]);
    // Only a mail whose acceptance by the server was cut off by the kill may come twice, with the same Message-ID.
    const copies = mails.length - new Set(mails.map((mail) => mail.messageId)).size;
    expect(copies).toBeLessThanOrEqual(3);
    expect(new Set(mailed)).toEqual(new Set(numbers));
    const assignments = await events.find({ type: 'ticket.assigned' }).toArray();
    expect(assignments.map((event) => event.ticketNumber).sort()).toEqual([...numbers].sort());
  });
});
