import type { ClientSession } from 'mongoose';
import type { EndedSecrets, SecretHolder } from '../../../domain/tickets/signed-links/ended-secrets.js';
import type { SecretGenerations } from '../../../ports/tickets/secret-generations.js';
import type { Models } from '../schema/models.js';

export class MongoSecretGenerations implements SecretGenerations {
  constructor(private readonly models: Pick<Models, 'endedSecrets'>) {}

  async current(holder: SecretHolder): Promise<number> {
    const [current = 0] = await this.currentOfEach([holder]);
    return current;
  }

  async currentOfEach(holders: readonly SecretHolder[]): Promise<readonly number[]> {
    const ids = holders.map(idOf);
    const rows = await this.models.endedSecrets.collection.find({ _id: { $in: ids } }).toArray();
    const found = new Map(rows.map(({ _id, current }) => [_id, current]));
    return ids.map((id) => found.get(id) ?? 0);
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
  ids: readonly string[],
  session: ClientSession,
): Promise<void> {
  if (ids.length > 0) await codes.collection.deleteMany({ _id: { $in: [...ids] } }, { session });
}

function idOf({ ticketNumber, personId }: SecretHolder): string {
  return `${ticketNumber ?? 'mails'}.${personId}`;
}
