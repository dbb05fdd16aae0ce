import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../../../src/cli/simulate/chance.js';
import { inLanes } from '../../../bench/support/lanes.js';
import { manyEmptyFiles, manyFlowedLines } from '../../support/mail/hostile-mails.js';
import { letter } from '../../support/mail/inbound.js';
import { sendMail } from '../../support/servers/smtp-client.js';

/** A mail that was handed to the system. */
export interface Posted {
  /** Stands in the subject, and nowhere else. */
  readonly mark: string;
  /** True for one that is made to keep a parser busy, or to end it. */
  readonly isHostile: boolean;
  /** What it is kept as, once a worker has said so; null for one that no worker has answered for. */
  readonly keptAs: string | null;
}

/** At most so long between two mails. */
const PAUSE_MS = 3_000;
const PATIENCE_MS = 180_000;
/** Senders at the same time. */
const LANES = 4;
/** One in so many is hostile. */
const HOSTILE_EVERY = 4;

/** Hands mails to the workers as a mail server does: again, to one or the other, until one has taken it. */
export async function postMails(
  ports: readonly number[],
  count: number,
  chance: Chance,
): Promise<readonly Posted[]> {
  const posted: Posted[] = [];
  const pauses = Array.from({ length: count }, (_, index) => ({ index, ms: chance.between(0, PAUSE_MS) }));
  await inLanes(pauses, LANES, async ({ index, ms }) => {
    await delay(ms);
    const mark = randomUUID();
    const isHostile = index % HOSTILE_EVERY === 0;
    posted.push({ mark, isHostile, keptAs: await post(ports, rawOf(index, mark, isHostile)) });
  });
  return posted;
}

/** Each of a sender of its own, of whom only some mails an hour open a ticket; the two kinds of hostile mails in turn. */
function rawOf(index: number, mark: string, isHostile: boolean): string {
  const head = { from: `sender-${index}@example.org`, subject: `The mail ${mark}` };
  if (!isHostile) return letter(head);
  return index % (2 * HOSTILE_EVERY) === 0 ? manyEmptyFiles(head) : manyFlowedLines(head);
}

async function post(ports: readonly number[], raw: string): Promise<string | null> {
  const until = Date.now() + PATIENCE_MS;
  for (let turn = 0; Date.now() < until; turn += 1) {
    const { code, words } = await sendMail(ports[turn % ports.length] ?? 0, raw);
    if (code === 250) return /Stored as ([\w-]+)/u.exec(words)?.[1] ?? null;
    await delay(300);
  }
  return null;
}
