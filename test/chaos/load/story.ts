import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../../../src/cli/simulate/chance.js';
import type { Caller, Outcome } from './caller.js';
import { sendFile, type Sent } from './uploads.js';

/** Something that was asked for one ticket, and what was answered. */
export interface Said {
  /** Stands in the text, and nowhere else. */
  readonly mark: string;
  readonly isInternal: boolean;
  readonly outcome: Outcome;
}

/** A comment that was to be sent later, and whether that was undone. */
export interface Later {
  readonly outcome: Outcome;
  /** Null where nobody tried. */
  readonly takenBack: Outcome | null;
}

export interface Move {
  readonly to: 'in_progress' | 'resolved' | 'closed' | 'cancelled';
  readonly outcome: Outcome;
}

/** What the world knows of one ticket. */
export interface Story {
  readonly mark: string;
  readonly created: Outcome;
  /** Null for most. */
  readonly file: Sent | null;
  readonly said: readonly Said[];
  readonly later: readonly Later[];
  readonly moves: readonly Move[];
  readonly reruns: readonly Outcome[];
}

export interface People {
  readonly requester: Caller;
  readonly manager: Caller;
  readonly admin: Caller;
}

/** At most so long between two steps. */
const PAUSE_MS = 6_000;

/** Some comments are taken back at about the moment when they are sent. */
const LATER_MS = 8_000;

/** The share of tickets that begin with a file. */
const WITH_FILE = 0.1;

const PATHS = { resolved: 'resolve', closed: 'close', cancelled: 'cancel' } as const;

/** Lives through the story of one ticket: how it goes is up to chance, whether it comes off to the system. */
export async function liveThrough({ requester, manager, admin }: People, chance: Chance): Promise<Story> {
  const mark = randomUUID();
  const said: Said[] = [];
  const later: Later[] = [];
  const moves: Move[] = [];
  const reruns: Outcome[] = [];
  const file = chance.happens(WITH_FILE) ? await sendFile(requester, chance) : null;
  const fileIds = file?.outcome.kind === 'done' ? { file_ids: [String(file.outcome.body.id)] } : {};
  const created = await requester.call({
    method: 'POST',
    path: '/tickets',
    body: {
      title: `The VPN drops ${mark}`,
      description: 'Every ten minutes since this morning.',
      ...fileIds,
    },
    idempotencyKey: randomUUID(),
  });
  if (created.kind !== 'done') return { mark, created, file, said, later, moves, reruns };
  const ticket = String(created.body.number);

  const say = async (caller: Caller, isInternal: boolean): Promise<void> => {
    const sentence = randomUUID();
    const outcome = await caller.call({
      method: 'POST',
      path: `/tickets/${ticket}/comments`,
      body: { body: `It says ${sentence}.`, is_internal: isInternal },
      idempotencyKey: randomUUID(),
    });
    said.push({ mark: sentence, isInternal, outcome });
  };
  const sayLater = async (): Promise<void> => {
    const path = `/tickets/${ticket}/comments`;
    const sendAt = new Date(Date.now() + chance.between(1_000, LATER_MS)).toISOString();
    const body = { body: `Soon ${randomUUID()}.`, send_at: sendAt };
    const outcome = await manager.call({ method: 'POST', path, body, idempotencyKey: randomUUID() });
    const isTakenBack = chance.happens(0.5);
    if (isTakenBack) await delay(chance.between(0, LATER_MS));
    const takenBack =
      isTakenBack && outcome.kind === 'done'
        ? await manager.call({ method: 'POST', path: `${path}/${String(outcome.body.id)}/take-back` })
        : null;
    later.push({ outcome, takenBack });
  };
  const move = async (caller: Caller, to: Move['to'], body: object): Promise<void> => {
    const call =
      to === 'in_progress'
        ? { method: 'PATCH', path: `/tickets/${ticket}/status` }
        : { method: 'POST', path: `/tickets/${ticket}/${PATHS[to]}` };
    moves.push({ to, outcome: await caller.call({ ...call, body }) });
  };
  // Whether it comes off or not: the auditor reads the result in the activity log.
  const toTeam = async (team: string): Promise<void> => {
    await manager.call({ method: 'PATCH', path: `/tickets/${ticket}`, body: { team } });
  };
  const rerun = async (): Promise<void> => {
    const call = { method: 'POST', path: '/admin/rerun-ai', body: { ticket_ids: [created.body.id] } };
    reruns.push(await admin.call({ ...call, idempotencyKey: randomUUID() }));
  };
  const steps: readonly (readonly [share: number, step: () => Promise<void>])[] = [
    [0.4, () => say(requester, false)],
    [0.5, () => say(manager, false)],
    [0.2, () => say(manager, true)],
    [0.15, sayLater],
    [0.15, () => toTeam(chance.happens(0.5) ? 'infrastructure' : 'workplace')],
    [0.06, rerun],
    [0.3, () => move(manager, 'in_progress', { status: 'in_progress' })],
    [0.05, () => move(requester, 'cancelled', { reason: 'It works again.' })],
    [0.3, () => move(manager, 'resolved', { resolution_code: 'fixed' })],
    [0.1, () => move(manager, 'in_progress', { status: 'in_progress' })],
    [0.2, () => move(manager, 'closed', { resolution_code: 'fixed' })],
    [0.2, () => say(requester, false)],
  ];
  for (const [share, step] of steps) {
    if (!chance.happens(share)) continue;
    await delay(chance.between(0, PAUSE_MS));
    await step();
  }
  return { mark, created, file, said, later, moves, reruns };
}
