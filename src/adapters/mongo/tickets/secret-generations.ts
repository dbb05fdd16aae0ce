import type { ClientSession } from 'mongoose';
import type {
  EndedCode,
  EndedSecrets,
  SecretHolder,
} from '../../../domain/tickets/signed-links/ended-secrets.js';
import type { SecretGenerations } from '../../../ports/tickets/secret-generations.js';
import { batchedFind } from '../kit/batched-find.js';
import type { Models } from '../schema/models.js';

export class MongoSecretGenerations implements SecretGenerations {
  private readonly findById;

  constructor(models: Pick<Models, 'endedSecrets'>) {
    this.findById = batchedFind(models.endedSecrets.collection, '_id');
  }

  async current(holder: SecretHolder): Promise<number> {
    return (await this.findById(idOf(holder)))?.current ?? 0;
  }

  currentOfEach(holders: readonly SecretHolder[]): Promise<readonly number[]> {
    return Promise.all(holders.map((holder) => this.current(holder)));
  }
}

/** An ended generation stays ended, so that text shown again revokes nothing newer. */
export async function endSecrets(
  { endedSecrets }: Pick<Models, 'endedSecrets'>,
  ended: readonly EndedSecrets[],
  session: ClientSession,
): Promise<void> {
  if (ended.length === 0) return;
  const writes = ended.map((each) => ({
    updateOne: {
      filter: { _id: idOf(each) },
      update: { $max: { current: each.generation + 1 } },
      upsert: true,
    },
  }));
  await endedSecrets.collection.bulkWrite(writes, { session });
}

/** A later user of the link finds it used. */
export async function removeCodes(
  { codes }: Pick<Models, 'codes'>,
  ended: readonly EndedCode[],
  session: ClientSession,
): Promise<void> {
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0) await codes.collection.deleteMany({ _id: { $in: ids } }, { session });
}

function idOf({ ticketNumber, personId }: SecretHolder): string {
  return `${ticketNumber ?? 'mails'}.${personId}`;
}
