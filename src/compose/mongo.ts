import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { openRepositories } from '../adapters/mongo/repositories.js';
import { seedEssentials } from '../app/operations/seed.js';
import type { Repositories } from '../ports/repositories.js';
import type { Tracer } from '../ports/operations/tracer.js';

export interface Mongo {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly repositories: Repositories;
}

/**
 * Connects to MongoDB and creates what Holdfast needs in it.
 * On failure it closes the connection, so that the caller can retry.
 * @throws DomainError `invalid_input` for a URI that cannot be parsed.
 */
export async function openMongo(uri: string, tracer: Tracer): Promise<Mongo> {
  const connection = await connectMongo(uri);
  try {
    const repositories = await openRepositories(connection, () => tracer.here());
    await seedEssentials(repositories);
    return { connection, repositories };
  } catch (error) {
    await connection.destroy();
    throw error;
  }
}
