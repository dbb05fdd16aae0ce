import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import {
  MAX_MODELS,
  RULES_ACTIVATION,
  RULES_VERSION,
  type Activation,
  type TrainingState,
  type TriageModel,
} from '../../../domain/triage/learning/model.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { TriageModelStore } from '../../../ports/triage/model-store.js';
import { fromStored, toStored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { firstIdOf } from '../kit/first-id.js';
import { toPage } from '../kit/id-page.js';
import { holdLease, releaseLease } from '../kit/lease.js';
import { RawFiles } from '../kit/raw-files.js';
import type { Models } from '../schema/models.js';

/** The collection of the versions, and the bucket of their files. */
const TRIAGE_MODELS = 'triage_models';

/** The only document of its kind. */
const ACTIVE = 'active';
const TRAINING = 'training';

/** Files without a version that are older than this belong to no training that still runs. */
const ORPHAN_MS = 24 * 3_600_000;

export class MongoTriageModels implements TriageModelStore {
  private readonly files: RawFiles;

  constructor(
    connection: Connection,
    private readonly models: Pick<Models, 'triageModels' | 'triageActivation' | 'triageTraining'>,
  ) {
    this.files = new RawFiles(connection, TRIAGE_MODELS);
  }

  async list({ pageSize, skip = 0, after }: PageRequest): Promise<IdPage<TriageModel>> {
    const [rows, total] = await Promise.all([
      this.versions
        .find(after === undefined ? {} : { version: { $lt: Number(after) } })
        .sort({ version: -1 })
        .skip(skip)
        .limit(pageSize + 1)
        .toArray(),
      this.versions.countDocuments(),
    ]);
    const models = rows.map((row) => fromStored<TriageModel>(row));
    return toPage(models, pageSize, total, ({ version }) => String(version));
  }

  async find(version: number): Promise<TriageModel | null> {
    const stored = await this.versions.findOne({ version });
    return stored === null ? null : fromStored<TriageModel>(stored);
  }

  async newest(): Promise<TriageModel | null> {
    const [stored] = await this.versions.find().sort({ version: -1 }).limit(1).toArray();
    return stored === undefined ? null : fromStored<TriageModel>(stored);
  }

  async read({ id, sha256 }: Pick<TriageModel, 'id' | 'sha256'>): Promise<Uint8Array | null> {
    const bytes = await this.files.get(id);
    return bytes !== null && hashOf(bytes) === sha256 ? bytes : null;
  }

  async add(
    content: Omit<TriageModel, 'version' | 'sha256' | 'sizeBytes'>,
    bytes: Uint8Array,
  ): Promise<TriageModel> {
    await this.files.put(content.id, bytes);
    const file = { sizeBytes: bytes.byteLength, sha256: hashOf(bytes) };
    for (;;) {
      const version = ((await this.newest())?.version ?? RULES_VERSION) + 1;
      const model: TriageModel = { ...content, ...file, version };
      try {
        await this.versions.insertOne(toStored(model));
        await this.removeOld(content.trainedAt);
        return model;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }

  async activation(): Promise<Activation> {
    const stored = await this.models.triageActivation.collection.findOne({ _id: ACTIVE });
    if (stored === null) return RULES_ACTIVATION;
    const { _id, ...activation } = stored;
    return activation;
  }

  async activate(activation: Activation): Promise<void> {
    const { collection } = this.models.triageActivation;
    await collection.updateOne({ _id: ACTIVE }, { $set: activation }, { upsert: true });
  }

  async promote(version: number, at: Date): Promise<boolean> {
    const activation: Activation = { version, at, by: null, isPinned: false };
    const { collection } = this.models.triageActivation;
    try {
      await collection.updateOne(
        { _id: ACTIVE, isPinned: { $ne: true } },
        { $set: activation },
        { upsert: true },
      );
      return true;
    } catch (error) {
      // There is one, and it is pinned, so the upsert tried to insert a second one.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async holdTraining(holder: string, now: Date, until: Date): Promise<boolean> {
    const { collection } = this.models.triageTraining;
    return (await holdLease(collection, TRAINING, { holder, now, until }, { last: null })) !== null;
  }

  async endTraining(holder: string, last: NonNullable<TrainingState['last']>): Promise<void> {
    const { collection } = this.models.triageTraining;
    await collection.updateOne({ _id: TRAINING, holder }, { $set: { last } });
    await releaseLease(collection, TRAINING, holder);
  }

  async trainingState(now: Date): Promise<TrainingState> {
    const stored = await this.models.triageTraining.collection.findOne({ _id: TRAINING });
    return { isRunning: stored !== null && stored.heldUntil > now, last: stored?.last ?? null };
  }

  private get versions() {
    return this.models.triageModels.collection;
  }

  /** The version before its file, so that no version lacks its bytes. */
  private async removeOld(now: Date): Promise<void> {
    const { version: active } = await this.activation();
    const old = await this.versions
      .find({ version: { $ne: active } })
      .sort({ version: -1 })
      .skip(MAX_MODELS)
      .toArray();
    for (const { _id } of old) {
      await this.versions.deleteOne({ _id });
      await this.files.remove(_id);
    }
    const before = firstIdOf(new Date(now.getTime() - ORPHAN_MS));
    for (const id of await this.files.orphans(TRIAGE_MODELS, before, MAX_MODELS)) await this.files.remove(id);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
