import { setTimeout as delay } from 'node:timers/promises';
import { mongo } from 'mongoose';
import type { GeminiReply } from '../../support/servers/gemini-stand-in.js';
import type { ChaosSystem } from '../system/system.js';
import type { Fault } from './plan.js';

/** Does it, and mends it again. */
export async function carryOut(system: ChaosSystem, fault: Fault): Promise<void> {
  switch (fault.kind) {
    case 'kill':
      return away(system, fault.part, fault.awayMs);
    case 'freeze':
      return system.part(fault.part).freeze(fault.ms);
    case 'smtp_refuses':
      system.sink.setRefusing(true);
      await delay(fault.ms);
      system.sink.setRefusing(false);
      return;
    case 'gemini_fails':
      system.gemini.script(...geminiFaults(fault.requests));
      return;
    case 'temporal_away':
      return away(system, 'temporal', fault.ms);
    case 'mongod_in_transaction':
      await aTransaction(system.mongoUri);
      return away(system, 'mongod', 0);
    case 'disk_full': {
      const part = system.part(fault.part);
      await part.kill();
      await part.start({ isDiskFull: true });
      await delay(fault.ms);
      await part.kill();
      return part.start();
    }
    case 'clock_off': {
      const part = system.part(fault.part);
      await part.kill();
      await part.start({ clockMs: fault.byMs });
      await delay(fault.ms);
      await part.kill();
      return part.start();
    }
  }
}

async function away(
  system: ChaosSystem,
  name: Parameters<ChaosSystem['part']>[0],
  ms: number,
): Promise<void> {
  await system.part(name).kill();
  await delay(ms);
  await system.part(name).start();
}

/** The ways in which a model fails, one after the other. */
function geminiFaults(count: number): readonly GeminiReply[] {
  const ways: readonly GeminiReply[] = [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 429 },
    { kind: 'reset' },
    { kind: 'broken_body' },
    { kind: 'safety' },
    { kind: 'text', text: 'I would rather not say.' },
  ];
  return Array.from({ length: count }, (_, index) => ways[index % ways.length] ?? { kind: 'reset' });
}

/** Waits a little for an instant at which somebody has a transaction open. */
async function aTransaction(uri: string): Promise<void> {
  const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    const admin = client.db('admin');
    for (let looks = 0; looks < 400; looks += 1) {
      const { transactions } = await admin.command({ serverStatus: 1, transactions: 1 });
      if (transactions.currentOpen > 0) return;
      await delay(5);
    }
  } finally {
    await client.close();
  }
}
