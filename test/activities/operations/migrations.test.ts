import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../../src/adapters/mongo/kit/connection.js';
import { titleWords } from '../../../src/adapters/mongo/migrations/2026-11-20-title-words.js';
import { MIGRATIONS } from '../../../src/adapters/mongo/migrations/index.js';
import type { Migration, MigrationRun } from '../../../src/adapters/mongo/migrations/migration.js';
import { Migrator } from '../../../src/adapters/mongo/migrations/migrator.js';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { loadConfig } from '../../../src/config/config.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { runCli } from '../../support/processes/run-cli.js';
import { scriptArgs } from '../../support/processes/script-args.js';
import { waitFor } from '../../support/wait-for.js';

/** Short enough to wait for, long enough for a busy machine to renew. */
const LEASE_MS = 1_500;

describe('migrations', () => {
  let connection: Connection;
  let uri: string;
  let applied: string[];

  beforeEach(async () => {
    const server = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
    server.pathname = `/t${randomUUID().slice(0, 8)}`;
    uri = server.toString();
    connection = await connectMongo(uri);
    applied = [];
  });
  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  function migration(
    id: string,
    work: (run: MigrationRun) => Promise<unknown> = () => Promise.resolve(),
  ): Migration {
    return {
      id,
      summary: `Do ${id}`,
      up: async (run) => {
        await work(run);
        applied.push(id);
      },
      down: () => {
        applied.push(`no ${id}`);
        return Promise.resolve();
      },
    };
  }

  const migrator = (...migrations: Migration[]) =>
    new Migrator(connection, migrations, silentLogger, LEASE_MS);
  const ledger = async (...migrations: Migration[]) =>
    (await migrator(...migrations).list()).map(({ id, appliedAt }) => [id, appliedAt !== null]);

  it('are applied in order, each once', async () => {
    const [first, second, third] = [migration('1'), migration('2'), migration('3')];
    expect(await migrator(first, second).migrate()).toEqual(['1', '2']);
    expect(await migrator(first, second, third).migrate()).toEqual(['3']);
    expect(await migrator(first, second, third).migrate()).toEqual([]);
    expect(applied).toEqual(['1', '2', '3']);
    expect(await ledger(first, second, third)).toEqual([
      ['1', true],
      ['2', true],
      ['3', true],
    ]);
  });

  it('continue with the one that failed', async () => {
    let faults = 1;
    const second = migration('2', () =>
      faults-- > 0 ? Promise.reject(new Error('the disk is full')) : Promise.resolve(),
    );
    const all = [migration('1'), second, migration('3')];
    await expect(migrator(...all).migrate()).rejects.toThrow('the disk is full');
    expect(await ledger(...all)).toEqual([
      ['1', true],
      ['2', false],
      ['3', false],
    ]);
    expect(await migrator(...all).migrate()).toEqual(['2', '3']);
  });

  it('are applied by one of several processes, while the others wait', async () => {
    const slow = migration('1', () => delay(LEASE_MS * 2));
    const results = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const done = await migrator(slow, migration('2')).migrate();
        // None goes on before all is applied.
        expect(applied).toEqual(['1', '2']);
        return done;
      }),
    );
    expect(results.flat()).toEqual(['1', '2']);
  });

  it('are not recorded by a process that paused and lost its lease', async () => {
    const stalled = migration('1', async ({ db, checkIn }) => {
      await db.collection('migration_leases').updateOne({}, { $set: { holder: 'another' } });
      const isLost = (): boolean => {
        try {
          checkIn();
          return false;
        } catch {
          return true;
        }
      };
      await waitFor('the lost lease', () => (isLost() ? true : undefined));
      checkIn();
    });
    await expect(migrator(stalled).migrate()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await ledger(stalled)).toEqual([['1', false]]);
  });

  it('are reverted from the newest on', async () => {
    const all = [migration('1'), migration('2'), migration('3')];
    await migrator(...all).migrate();
    applied = [];
    expect(await migrator(...all).revert('2')).toEqual(['3', '2']);
    expect(applied).toEqual(['no 3', 'no 2']);
    expect(await migrator(...all).migrate()).toEqual(['2', '3']);
  });

  it('are not reverted if one cannot be, or was not applied', async () => {
    const { down: _, ...oneWay } = migration('2');
    const all = [migration('1'), oneWay, migration('3')];
    await migrator(...all.slice(0, 2)).migrate();
    applied = [];
    await expect(migrator(...all).revert('1')).rejects.toThrow('2 cannot be reverted. Restore a backup');
    await expect(migrator(...all).revert('3')).rejects.toThrow('3 was not applied');
    await expect(migrator(...all).revert('9')).rejects.toThrow('9 was not applied');
    expect(applied).toEqual([]);
  });

  it('of a newer version are listed and unchanged', async () => {
    await migrator(migration('1'), migration('2')).migrate();
    expect(await migrator(migration('1')).migrate()).toEqual([]);
    expect((await migrator(migration('1')).list()).map(({ id, isKnown }) => [id, isKnown])).toEqual([
      ['1', true],
      ['2', false],
    ]);
  });

  it('have ids that sort by age, each once', () => {
    const ids = MIGRATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^\d{4}-\d\d-\d\d-[a-z-]+$/u);
    const days = ids.map((id) => id.slice(0, 10));
    expect(days).toEqual([...days].sort());
  });

  it('are completed by the next process if one is killed midway', async () => {
    const tickets = connection.collection<{ _id: string; title: string }>('tickets');
    const count = 40_000;
    await tickets.insertMany(
      Array.from({ length: count }, (_, index) => ({
        _id: `t${index}`,
        number: `TKT-2026-${index}`,
        title: `Printer ${index}`,
      })),
    );
    await tickets.createIndex({ titleWords: 1 }, {}, {});
    const args = scriptArgs('src/cli/migrate.ts');
    const child = spawn(process.execPath, args, {
      env: { ...process.env, MONGODB_URI: uri, NODE_ENV: 'development' },
      stdio: 'ignore',
    });
    const exit = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    await waitFor('the first batch', async () =>
      (await tickets.findOne({ titleWords: 'printer' })) === null ? undefined : true,
    );
    child.kill('SIGKILL');
    expect(await exit).toBe('SIGKILL');
    const left = await tickets.countDocuments({ titleWords: null });
    expect(left).toBeGreaterThan(0);
    expect((await new Migrator(connection, [titleWords], silentLogger).list())[0]?.appliedAt).toBeNull();

    await openRepositories(connection);
    expect(await tickets.countDocuments({ titleWords: null })).toBe(0);
    expect(await tickets.countDocuments({ titleWords: 'printer' })).toBe(count);
  });

  it('are listed, applied and refused on the command line', async () => {
    const config = loadConfig({ MONGODB_URI: uri });
    const run = (...args: string[]) => runCli(config, 'migrate', ...args);
    const pending = await run('--list');
    expect(pending.output).toMatch(/2026-11-20-title-words +pending +no +Index the words/u);
    expect((await run()).output).toContain(`${MIGRATIONS.length} applied: 2026-11-20-title-words`);
    expect((await run()).output).toContain('The database is up to date.');
    const fixed = await run('--down', '2026-11-20-title-words');
    expect([fixed.code, fixed.output]).toEqual([1, expect.stringContaining('cannot be reverted')]);
    const both = await run('--list', '--down', 'x');
    expect([both.code, both.output]).toEqual([1, expect.stringContaining('Choose one of them')]);
  });
});
