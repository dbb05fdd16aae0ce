import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { openRepositories } from '../adapters/mongo/repositories.js';
import { seedEssentials } from '../app/operations/seed.js';
import type { Logger } from '../ports/logger.js';
import type { Repositories } from '../ports/repositories.js';
import type { Tracer } from '../ports/operations/tracer.js';

export interface Mongo {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly repositories: Repositories;
}

/**
 * MongoDB with all that Holdfast needs in it. Where that fails nothing stays open, so that it can be tried again.
 * @throws DomainError `invalid_input` for a URI that cannot be read.
 */
export async function openMongo(uri: string, tracer: Tracer, logger?: Logger): Promise<Mongo> {
  const connection = await connectMongo(uri);
  try {
    const repositories = await openRepositories(connection, {
      here: () => tracer.here(),
      ...(logger === undefined ? {} : { logger }),
    });
    await seedEssentials(repositories);
    return { connection, repositories };
  } catch (error) {
    await connection.destroy();
    throw error;
  }
}
