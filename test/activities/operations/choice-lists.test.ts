import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../../src/adapters/mongo/kit/connection.js';
import { choiceLists } from '../../../src/adapters/mongo/migrations/2026-11-30-choice-lists.js';
import { MIGRATIONS } from '../../../src/adapters/mongo/migrations/index.js';
import { Migrator } from '../../../src/adapters/mongo/migrations/migrator.js';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { holdReasons } from '../../../src/adapters/mongo/migrations/2026-11-30-hold-reasons.js';
import { INITIAL_HOLD_REASONS, initialKeys } from '../../../src/domain/desk/initial-choices.js';
import { silentLogger } from '../../../src/ports/logger.js';

describe('the lists in a database of the previous version', () => {
  let connection: Connection;

  beforeEach(async () => {
    const server = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
    server.pathname = `/t${randomUUID().slice(0, 8)}`;
    connection = await connectMongo(server.toString());
    await new Migrator(
      connection,
      MIGRATIONS.filter(({ id }) => id !== choiceLists.id && id !== holdReasons.id),
      silentLogger,
    ).migrate();
    const codes = ['fixed', 'solved', 'replaced_disk', 'replaced_disk', 'Rebooted the router', null];
    await connection
      .collection<{ _id: string; number: string; resolutionCode: string | null }>('tickets')
      .insertMany(
        codes.map((resolutionCode, index) => ({
          _id: `t${index}`,
          number: `TKT-2026-${index}`,
          resolutionCode,
        })),
      );
  });
  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  it('contain all former values, and the codes of tickets', async () => {
    const lists = await openRepositories(connection);
    for (const list of ['categories', 'ticketTypes'] as const) {
      const names = (await lists[list].all()).map(({ name }) => name);
      expect([...names].sort()).toEqual([...initialKeys(list)].sort());
    }
    expect(await lists.holdReasons.all()).toMatchObject(
      [...INITIAL_HOLD_REASONS].sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    const codes = await lists.resolutionCodes.all();
    expect(codes.map(({ name }) => name).sort()).toEqual(
      [...initialKeys('resolutionCodes'), 'replaced_disk'].sort(),
    );
    expect(codes.find(({ name }) => name === 'replaced_disk')).toMatchObject({
      version: 1,
      labels: { en: 'replaced_disk' },
      isActive: true,
    });
    const tickets = await connection.collection('tickets').distinct('resolutionCode');
    expect(tickets).toContain('Rebooted the router');
  });

  it('are written once, also by several processes, and keep later changes', async () => {
    const [lists] = await Promise.all(Array.from({ length: 3 }, () => openRepositories(connection)));
    const { categories } = lists!;
    const { content } = (await categories.find('network'))!;
    const renamed = { ...content, version: 2, labels: { en: 'Connections' } };
    await categories.add({ content: renamed, requestId: null, createdAt: null, createdBy: null });
    await categories.remove('printer');
    const again = await openRepositories(connection);
    const now = await again.categories.all();
    expect(now.find(({ name }) => name === 'network')?.labels).toEqual({ en: 'Connections' });
    expect(now.map(({ name }) => name)).not.toContain('printer');
  });

  it('are completed if a process died midway', async () => {
    await connection.collection<{ _id: string; name: string; version: number }>('categories').insertOne({
      _id: 'network@1',
      name: 'network',
      version: 1,
    });
    const { categories } = await openRepositories(connection);
    expect(await categories.all()).toHaveLength(initialKeys('categories').length);
  });
});
