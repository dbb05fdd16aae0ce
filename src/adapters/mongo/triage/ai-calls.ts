import { uuidv7 } from 'uuidv7';
import { MS_PER_DAY } from '../../../domain/time.js';
import type { AiCall, AiCalls, AiCallTotals } from '../../../ports/triage/ai-calls.js';
import type { SpendKey } from '../../../ports/triage/ai-spend.js';
import type { Models } from '../schema/models.js';

/** Maximum calls of one figure, the newest ones. */
const MAX_CALLS = 100_000;

type Key = SpendKey & Pick<AiCallTotals, 'promptVersion'>;
type Row = Omit<AiCallTotals, keyof Key> & { readonly _id: Key };

/** One document per call. */
export class MongoAiCalls implements AiCalls {
  constructor(private readonly models: Pick<Models, 'aiCalls'>) {}

  async add(call: AiCall, keepDays: number): Promise<void> {
    const expiresAt = new Date(call.at.getTime() + keepDays * MS_PER_DAY);
    await this.models.aiCalls.collection.insertOne({ _id: uuidv7(), ...call, expiresAt });
  }

  async totals(since: Date): Promise<readonly AiCallTotals[]> {
    const rows = await this.models.aiCalls.collection
      .aggregate<Row>([
        { $match: { at: { $gte: since } } },
        { $sort: { at: -1 } },
        { $limit: MAX_CALLS },
        {
          $group: {
            _id: { task: '$task', provider: '$provider', model: '$model', promptVersion: '$promptVersion' },
            calls: { $count: {} },
            failed: { $sum: { $cond: [{ $eq: ['$outcome', 'ok'] }, 0, 1] } },
            inputTokens: { $sum: '$inputTokens' },
            outputTokens: { $sum: '$outputTokens' },
            costMicros: { $sum: '$costMicros' },
            meanLatencyMs: { $avg: '$latencyMs' },
            meanConfidence: { $avg: '$confidence' },
            faults: { $push: { $cond: [{ $eq: ['$outcome', 'ok'] }, '$$REMOVE', '$fault'] } },
          },
        },
        { $set: { lastFault: { $ifNull: [{ $first: '$faults' }, null] } } },
        { $unset: 'faults' },
        { $sort: { calls: -1, _id: 1 } },
      ])
      .toArray();
    return rows.map(({ _id, ...totals }) => ({ ..._id, ...totals }));
  }
}
