import mongoose from 'mongoose';
import type { ArticleVector, ArticleVectors } from '../../../ports/knowledge/articles.js';
import type { Models } from '../schema/models.js';

export class MongoArticleVectors implements ArticleVectors {
  constructor(private readonly models: Models) {}

  async findEach(articleIds: readonly string[], model: string): Promise<readonly ArticleVector[]> {
    const { collection } = this.models.articleVectors;
    const rows = await collection.find({ _id: { $in: [...articleIds] }, model }).toArray();
    return rows.map(({ _id: articleId, textHash, vector }) => ({
      ...{ articleId, model, textHash },
      vector: new Int8Array(vector.buffer.buffer, vector.buffer.byteOffset, vector.length()),
    }));
  }

  /** A stale one of a process that was slower does no harm: its hash does not match. */
  async putEach(vectors: readonly ArticleVector[]): Promise<void> {
    if (vectors.length === 0) return;
    await this.models.articleVectors.collection.bulkWrite(
      vectors.map(({ articleId, model, textHash, vector }) => ({
        updateOne: {
          filter: { _id: articleId },
          update: { $set: { model, textHash, vector: binaryOf(vector) } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }
}

function binaryOf({ buffer, byteOffset, byteLength }: Int8Array) {
  return new mongoose.mongo.Binary(new Uint8Array(buffer, byteOffset, byteLength));
}
