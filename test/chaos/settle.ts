import { setTimeout as delay } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { RESOLUTION_MINUTES } from './system/settings.js';
import type { ChaosSystem } from './system/system.js';

const PATIENCE_MS = 600_000;

/**
 * Waits until all that is due has been done: the faults are over, and a help desk at rest has nothing left to do.
 * @returns what is still under way when that takes too long; null when all is done.
 */
export async function settle(system: ChaosSystem): Promise<string | null> {
  const client = new mongo.MongoClient(system.mongoUri);
  const until = Date.now() + PATIENCE_MS;
  try {
    for (;;) {
      const left = await leftToDo(client.db());
      if (left === null) return null;
      if (Date.now() > until) return left;
      await delay(500);
    }
  } finally {
    await client.close();
  }
}

async function leftToDo(db: mongo.Db): Promise<string | null> {
  const [newest] = await db.collection('tickets').find().sort({ createdAt: -1 }).limit(1).toArray();
  const lastDueMs = Number(newest?.['createdAt'] ?? 0) + RESOLUTION_MINUTES * 60_000;
  const count = (name: string, filter: object): Promise<number> => db.collection(name).countDocuments(filter);
  const left = {
    'events in the outbox': await count('events', { publishedAt: null }),
    'events not heard by the second listener': await unheard(db),
    'webhooks to be delivered': await count('webhook_deliveries', { state: 'pending' }),
    'mails to be sent': await count('deliveries', { state: { $in: ['queued', 'sending'] } }),
    'mails that came in': await count('received_mails', { state: 'kept' }),
    'files to be read': await count('files', {
      analysedAt: { $exists: false },
      'scan.state': { $ne: 'infected' },
    }),
    'tickets with comments to be sent': await count('tickets', { 'scheduled.0': { $exists: true } }),
    'tickets without triage': await count('tickets', {
      'triage.state': 'pending',
      status: { $nin: ['closed', 'cancelled'] },
    }),
    'tickets without an assignee': await count('tickets', {
      assignment: null,
      status: { $in: ['open', 'in_progress', 'waiting_on_user', 'on_hold'] },
    }),
    'promises past their time': await count('tickets', {
      status: { $in: ['open', 'in_progress', 'waiting_on_user', 'on_hold'] },
      'sla.resolution.breachedAt': null,
      'sla.resolution.dueAt': { $lt: new Date() },
    }),
    'seconds until the last promise is due': Math.max(0, Math.ceil((lastDueMs - Date.now()) / 1_000)),
  };
  const found = Object.entries(left).filter(([, number]) => number > 0);
  return found.length === 0 ? null : found.map(([what, number]) => `${number} ${what}`).join(', ');
}

/** Events of tickets that the listener of `fixtures/listening-worker.ts` has not heard of. */
async function unheard(db: mongo.Db): Promise<number> {
  const all = await db.collection('events').countDocuments({ ticketId: { $type: 'string' } });
  const [heard] = await db
    .collection('heard_events')
    .aggregate([
      { $project: { count: { $size: { $setUnion: ['$events', []] } } } },
      { $group: { _id: null, count: { $sum: '$count' } } },
    ])
    .toArray();
  return Math.max(0, all - Number(heard?.['count'] ?? 0));
}
