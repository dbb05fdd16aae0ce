import { setTimeout as pause } from 'node:timers/promises';
import { chanceOf } from '../../../src/cli/simulate/chance.js';
import type { Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import type { Service } from '../../support/processes/service.js';
import { MAIL_TICKET, submit, VPN_TICKET } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';
import { MailAuditor, type MailAudit } from './audit.js';

/** A ticket makes two: to its requester that it is there, and to its assignee. */
export const MAILS_OF_A_TICKET = 2;

/** A kill comes up to so long after the worker is ready, or after its first mail. */
const LATEST_MS = 1_000;

/** In this share of its lives the worker gets as far as a first mail, however busy the machine is. */
const LIVES_WITH_MAILS = 0.7;

export interface KillPlan {
  readonly mails: number;
  readonly kills: number;
  /** Says at which instants the worker is killed. */
  readonly seed: number;
  readonly startWorker: () => Promise<Service>;
  readonly tell?: (line: string) => void;
}

/**
 * Has so many mails sent by a worker that is killed by `kill -9` again and again, each time with a part of the tickets newly
 * submitted, and by one that lives in the end. Answers with what has become of the mails.
 */
export async function killWhileMailing(holdfast: Holdfast, plan: KillPlan): Promise<MailAudit> {
  const { kills, seed, startWorker, tell = () => undefined } = plan;
  const tickets = Math.ceil(plan.mails / MAILS_OF_A_TICKET);
  const auditor = new MailAuditor(holdfast);
  const chance = chanceOf(seed);
  const alice = await holdfast.client('alice');
  for (let kill = 1; kill <= kills; kill += 1) {
    const worker = await startWorker();
    try {
      const taken = holdfast.sink.mails.length;
      const submitted = share(tickets, kill, kills);
      await submitMany(alice, submitted);
      if (chance.happens(LIVES_WITH_MAILS) && submitted > 0) {
        await waitFor('a mail', () => (holdfast.sink.mails.length > taken ? true : undefined));
      }
      await pause(chance.between(0, LATEST_MS));
    } finally {
      await worker.kill();
    }
    await auditor.noteKill();
    tell(`kill ${kill} of ${kills}: ${holdfast.sink.mails.length} mails at the server`);
  }
  const worker = await startWorker();
  try {
    const expected = tickets * MAILS_OF_A_TICKET;
    await waitFor('all mails to be written', async () =>
      (await holdfast.mongo.collection('deliveries').countDocuments()) >= expected ? true : undefined,
    );
    await waitFor('all mails to be noted as sent', async () =>
      (await auditor.unsent()) === 0 ? true : undefined,
    );
    return await auditor.audit(expected);
  } finally {
    await worker.kill();
  }
}

/** How many of them come before the `nth` kill: all together all of them. */
function share(tickets: number, nth: number, kills: number): number {
  return Math.round((tickets * nth) / kills) - Math.round((tickets * (nth - 1)) / kills);
}

async function submitMany(client: Client, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) => submit(client, index % 2 === 0 ? VPN_TICKET : MAIL_TICKET)),
  );
}
