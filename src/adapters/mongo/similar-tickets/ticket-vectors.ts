import { mongo } from 'mongoose';
import type { EmbeddingModelState } from '../../../domain/similar-tickets/embedding-model.js';
import type {
  TicketVector,
  TicketVectors,
  VectorPlace,
} from '../../../ports/similar-tickets/ticket-vectors.js';
import { batchedFind } from '../kit/batched-find.js';
import type { Models } from '../schema/models.js';
import type { StoredTicketVector } from '../schema/stored-records.js';
import { removeVectors } from '../tickets/removed-vectors.js';

type VectorModels = Pick<Models, 'ticketVectors' | 'embeddingModels'>;

export class MongoTicketVectors implements TicketVectors {
  private readonly findById;

  constructor(private readonly models: VectorModels) {
    this.findById = batchedFind(models.ticketVectors.collection, '_id');
  }

  async put({ ticketId, model, vector, textHash, at }: Parameters<TicketVectors['put']>[0]): Promise<void> {
    const bytes = new mongo.Binary(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
    await this.models.ticketVectors.collection.replaceOne(
      { _id: keyOf(ticketId, model) },
      { model, vector: bytes, textHash, at },
      { upsert: true },
    );
  }

  async remove(ticketId: string, at: Date): Promise<void> {
    await removeVectors(this.models, ticketId, at);
  }

  async find(ticketId: string, model: string): Promise<TicketVector | null> {
    const stored = await this.findById(keyOf(ticketId, model));
    return stored === null ? null : toVector(stored);
  }

  async changedAfter(
    model: string,
    place: VectorPlace | null,
    limit: number,
  ): Promise<readonly TicketVector[]> {
    const after =
      place === null
        ? {}
        : { $or: [{ at: { $gt: place.at } }, { at: place.at, _id: { $gt: keyOf(place.ticketId, model) } }] };
    const rows = await this.models.ticketVectors.collection
      .find({ model, ...after })
      .sort({ at: 1, _id: 1 })
      .limit(limit)
      .toArray();
    return rows.map(toVector);
  }

  async count(model: string): Promise<number> {
    return this.models.ticketVectors.collection.countDocuments({ model });
  }

  async states(): Promise<readonly EmbeddingModelState[]> {
    const rows = await this.models.embeddingModels.collection.find().toArray();
    return rows.map(({ _id, ...rest }) => ({ model: _id, ...rest }));
  }

  async noteState(state: Omit<EmbeddingModelState, 'startedAt'>): Promise<void> {
    const { model, dimensions, seenAt, filledAt, done, total } = state;
    await this.models.embeddingModels.collection.updateOne(
      { _id: model },
      { $set: { dimensions, seenAt, filledAt, done, total }, $setOnInsert: { startedAt: seenAt } },
      { upsert: true },
    );
  }

  async removeModel(model: string): Promise<void> {
    await this.models.ticketVectors.collection.deleteMany({ model });
    await this.models.embeddingModels.collection.deleteOne({ _id: model });
  }
}

function keyOf(ticketId: string, model: string): string {
  return `${ticketId}/${model}`;
}

function toVector({ _id, model, vector, textHash, at }: StoredTicketVector): TicketVector {
  const bytes = vector?.buffer;
  return {
    ticketId: _id.slice(0, _id.indexOf('/')),
    model,
    vector: bytes === undefined ? null : new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    textHash,
    at,
  };
}
