import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';

/** Changes tickets directly in the database, as a commit does, so that the API has nothing to do but to send them. */
export interface Changes {
  /** Changes as many tickets a second, in turns, until it is stopped. */
  start(perSecond: number): void;
  /** Returns how many changes were made. */
  stop(): Promise<number>;
  close(): Promise<void>;
}

/** @param newest how many of the last changed tickets take turns: those on the screen are among them */
export async function openChanges(mongoUri: string, newest: number): Promise<Changes> {
  const mongo = await mongoose.createConnection(mongoUri).asPromise();
  const tickets = mongo.collection<{ _id: string; number: string; version: number }>('tickets');
  const events = mongo.collection<{ _id: string }>('events');
  const turns = await tickets.find().sort({ updatedAt: -1 }).limit(newest).toArray();

  const change = async (count: number): Promise<void> => {
    const ticket = turns[count % turns.length];
    if (ticket === undefined) return;
    const [from, to] = count % 2 === 0 ? ['low', 'high'] : ['high', 'low'];
    const at = new Date();
    const set = { priority: to, updatedAt: at };
    await tickets.updateOne({ _id: ticket._id }, { $set: set, $inc: { version: 1 } });
    const event = {
      ...{ _id: uuidv7(), ticketId: ticket._id, ticketNumber: ticket.number, type: 'ticket.edited' },
      ...{ at, actor: { type: 'user', id: 'bench', name: 'Bench' }, origin: 'api', isInternal: false },
      ...{ details: { priority: { from, to } }, publishedAt: at, ticketVersion: ticket.version + count + 1 },
    };
    await events.insertOne(event, { writeConcern: { w: 'majority' } });
  };
  let running: { isStopped: boolean; readonly done: Promise<number> } | undefined;
  const stop = async (): Promise<number> => {
    if (running === undefined) return 0;
    running.isStopped = true;
    return running.done;
  };
  return {
    start: (perSecond) => {
      const startedAt = performance.now();
      const run = { isStopped: false, done: Promise.resolve(0) };
      run.done = (async () => {
        let count = 0;
        for (; !run.isStopped; count += 1) {
          await delay(Math.max(0, startedAt + (count * 1_000) / perSecond - performance.now()));
          await change(count);
        }
        return count;
      })();
      running = run;
    },
    stop,
    close: async () => {
      await stop();
      await mongo.close();
    },
  };
}
