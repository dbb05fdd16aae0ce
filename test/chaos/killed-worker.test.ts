import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { startService } from '../support/processes/service.js';
import { killWhileMailing, MAILS_OF_A_TICKET } from './mails/kill-while-mailing.js';

const TICKETS = 30;
const KILLS = 4;
/** One that has its kills early and late; any other will do. */
const SEED = 7;

/** The long form of this is `npm run chaos-mail`. */
describe('a worker that is killed again and again', () => {
  let holdfast: Holdfast;
  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false, sinkAnswerMs: 50 });
  });
  afterAll(() => holdfast.close());

  it('loses no ticket, assigns none twice, loses no mail, and sends none twice but where a kill cut off its acceptance', async () => {
    const audit = await killWhileMailing(holdfast, {
      mails: TICKETS * MAILS_OF_A_TICKET,
      kills: KILLS,
      seed: SEED,
      startWorker: () => startService(holdfast, 'src/worker.ts', 'worker ready'),
    });
    expect(audit).toMatchObject({ sent: TICKETS * MAILS_OF_A_TICKET, violations: [] });
    const tickets = await holdfast.mongo.collection('tickets').find().toArray();
    const assignments = await holdfast.mongo.collection('events').find({ type: 'ticket.assigned' }).toArray();
    const assigned = assignments.map((event) => String(event['ticketNumber'])).sort();
    expect(assigned).toEqual(tickets.map((ticket) => String(ticket['number'])).sort());
    expect(assigned).toHaveLength(TICKETS);
  });
});
