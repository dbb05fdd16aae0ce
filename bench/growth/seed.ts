import mongoose, { type Connection } from 'mongoose';
import { uuidv7obj } from 'uuidv7';
import { SAMPLES } from '../../src/cli/demo/samples.js';
import { chanceOf, type Chance } from '../../src/cli/simulate/chance.js';
import type { HoldfastClient } from '../../src/client/client.js';
import { initialKeys } from '../../src/domain/desk/initial-choices.js';
import { PRIORITIES } from '../../src/domain/ticket-fields.js';
import { wordsOf } from '../../src/domain/search-terms.js';
import { answerOf } from '../support/answer.js';
import { say } from '../support/results.js';

const CATEGORIES = initialKeys('categories');

/** Tickets that were written into the database directly, made after a real one. */
export interface Archive {
  readonly connection: Connection;
  /** A real ticket as it lies there. */
  readonly model: Readonly<Record<string, unknown>>;
  readonly chance: Chance;
  size: number;
  close(): Promise<void>;
}

const BATCH = 5_000;
const PEOPLE = 1_000;
const ROOMS = 5_000;
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
const WORDS = 'vpn wifi printer outlook laptop screen password licence login disk cable update'.split(' ');
const TEAMS = ['infrastructure', 'workplace', null] as const;

/** Half a year of tickets is a fair share of a year: most are over. */
const STATUSES = [
  ['closed', 80],
  ['resolved', 6],
  ['cancelled', 4],
  ['in_progress', 5],
  ['waiting_on_user', 2],
  ['open', 3],
] as const;

export async function openArchive(mongoUri: string, requester: HoldfastClient): Promise<Archive> {
  await answerOf(requester.POST('/api/v1/tickets', { body: SAMPLES[0] }));
  const connection = await mongoose.createConnection(mongoUri).asPromise();
  const model = await connection.collection('tickets').findOne();
  if (model === null) throw new Error('There is no ticket to begin with.');
  return { connection, model, chance: chanceOf(1), size: 1, close: () => connection.close() };
}

/** Writes as many tickets as are missing, and a comment and two events for each. */
export async function growTo(archive: Archive, size: number): Promise<void> {
  while (archive.size < size) {
    const tickets = Array.from({ length: Math.min(BATCH, size - archive.size) }, (_, index) =>
      ticketOf(archive, archive.size + index),
    );
    const write = (name: string, documents: readonly object[]): Promise<unknown> =>
      archive.connection
        .collection(name)
        .insertMany([...documents], { ordered: false, writeConcern: { w: 1, journal: false } });
    await Promise.all([
      write('tickets', tickets),
      write('comments', tickets.map(commentOf)),
      write('events', tickets.flatMap(eventsOf)),
    ]);
    archive.size += tickets.length;
    if (archive.size % 50_000 < BATCH) say(`${archive.size} of ${size} tickets are there`);
  }
}

function ticketOf({ model, chance }: Archive, index: number) {
  const createdAt = new Date(Date.now() - chance.between(0, YEAR_MS));
  const pick = <T>(items: readonly T[]): T => chance.pick(items.map((item) => [item, 1] as const));
  const status = chance.pick(STATUSES);
  const isOver = ['closed', 'cancelled'].includes(status);
  const updatedAt = new Date(Math.min(Date.now(), createdAt.getTime() + chance.lasts(YEAR_MS / 100)));
  const title = `The ${pick(WORDS)} and the ${pick(WORDS)} of room ${index % ROOMS}`;
  return {
    ...model,
    _id: idAt(createdAt),
    number: `TKT-2025-${String(index).padStart(7, '0')}`,
    title,
    titleWords: wordsOf(title),
    status,
    priority: pick(PRIORITIES),
    category: pick(CATEGORIES),
    team: pick(TEAMS),
    tags: chance.happens(0.1) ? [pick(WORDS)] : [],
    requester: personOf('requester', chance),
    assignment:
      status === 'open' && chance.happens(0.3)
        ? null
        : { assignee: personOf('moderator', chance), at: createdAt, acceptedAt: null },
    sla: { ...(model['sla'] as object), state: isOver || status === 'resolved' ? 'stopped' : 'running' },
    triage: { ...(model['triage'] as object), state: 'done' },
    createdAt,
    updatedAt,
    closedAt: isOver ? updatedAt : null,
  };
}

type Ticket = ReturnType<typeof ticketOf>;

function commentOf({ _id, requester, createdAt }: Ticket) {
  const body = 'It is the same today.';
  return { _id: idAt(createdAt), ticketId: _id, author: requester, body, isInternal: false, createdAt };
}

function eventsOf({ _id, number, requester, createdAt }: Ticket) {
  return [1, 2].map((ticketVersion) => ({
    _id: idAt(createdAt),
    ticketId: _id,
    ticketNumber: number,
    type: ticketVersion === 1 ? 'ticket.created' : 'ticket.commented',
    at: createdAt,
    actor: { type: 'user', ...requester },
    origin: 'api',
    isInternal: false,
    details: {},
    ticketVersion,
    publishedAt: createdAt,
  }));
}

function personOf(kind: string, chance: Chance) {
  const number = Math.floor(chance.between(0, kind === 'requester' ? PEOPLE : 20));
  return { id: `${kind}-${number}`, name: `Person ${number}` };
}

/** An id as it would have been made at that instant, so that the order of ids is that of time. */
function idAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${uuidv7obj().toString().slice(13)}`;
}
