import { MS_PER_DAY } from '../../../domain/time.js';
import type { AiSpend, SpendKey } from '../../../ports/triage/ai-spend.js';
import type { Models } from '../schema/models.js';

/** Days that a total is kept, for people who look at it. */
const KEEP_DAYS = 90;

/** One counter per day (UTC), task and model. */
export class MongoAiSpend implements AiSpend {
  constructor(private readonly models: Pick<Models, 'aiSpend'>) {}

  async today(key: SpendKey, now: Date): Promise<number> {
    const stored = await this.models.aiSpend.collection.findOne({ _id: idOf(key, now) });
    return stored?.costMicros ?? 0;
  }

  async add(key: SpendKey, now: Date, costMicros: number): Promise<void> {
    const expiresAt = new Date(now.getTime() + KEEP_DAYS * MS_PER_DAY);
    await this.models.aiSpend.collection.updateOne(
      { _id: idOf(key, now) },
      { $inc: { costMicros }, $setOnInsert: { expiresAt } },
      { upsert: true },
    );
  }
}

function idOf({ task, provider, model }: SpendKey, now: Date): string {
  return [now.toISOString().slice(0, 10), task, provider, model].join('|');
}
