import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../../src/adapters/mongo/kit/connection.js';
import { teams as migration } from '../../../src/adapters/mongo/migrations/2026-11-30-teams.js';
import { MIGRATIONS } from '../../../src/adapters/mongo/migrations/index.js';
import { Migrator } from '../../../src/adapters/mongo/migrations/migrator.js';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { MAX_TEAMS } from '../../../src/domain/desk/teams.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { aModerator, aStep, aTeam, aTicket } from '../../support/tickets/builders.js';

describe('the teams of a database of the previous version', () => {
  let connection: Connection;

  const insert = (collection: string, ...documents: readonly object[]) =>
    connection
      .collection<{ _id: string }>(collection)
      .insertMany(documents.map((document, index) => ({ _id: `d${index}`, ...document })));

  beforeEach(async () => {
    const server = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
    server.pathname = `/t${randomUUID().slice(0, 8)}`;
    connection = await connectMongo(server.toString());
    const before = MIGRATIONS.filter(({ id }) => id !== migration.id);
    await new Migrator(connection, before, silentLogger).migrate();
    const { id: _user, ...user } = aModerator('x');
    const { id: _ticket, ...ticket } = aTicket();
    await insert(
      'users',
      ...['network', 'Network Ops', null].map((team, index) => ({
        ...user,
        email: `u${index}@x.test`,
        team,
      })),
    );
    const inTickets = ['network', 'printers, 2nd floor', null, 'x'.repeat(64)];
    await insert(
      'tickets',
      ...inTickets.map((team, index) => ({ ...ticket, number: `TKT-2026-${index}`, team })),
    );
    await insert('categories', { name: 'money', version: 1, team: 'finance' });
    await insert('sla_policies', {
      name: 'gold',
      version: 1,
      escalation: [aStep('reassign', 1), aStep('move_to_team', 2, { team: 'night shift' })],
      exceptions: [{ category: null, team: 'vip', targets: {} }],
    });
  });
  afterEach(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  const NAMES = [
    'network',
    'Network Ops',
    'printers, 2nd floor',
    'x'.repeat(64),
    'finance',
    'night shift',
    'vip',
  ];

  it('are the names in use, unchanged, and nothing else changes', async () => {
    const read = () => Promise.all(['users', 'tickets', 'sla_policies'].map(all));
    const all = (name: string) => connection.collection(name).find().sort({ _id: 1 }).toArray();
    const before = await read();
    const { teams } = await openRepositories(connection);
    const found = await teams.all();
    expect(found.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
    expect(found.find(({ name }) => name === 'Network Ops')).toMatchObject({
      ...aTeam('Network Ops', { label: 'Network Ops' }),
    });
    const [users, tickets] = await read();
    expect([users, tickets]).toEqual(before.slice(0, 2));
  });

  it('are written once, also by several processes, and later changes stay', async () => {
    const [lists] = await Promise.all(Array.from({ length: 3 }, () => openRepositories(connection)));
    const { teams } = lists!;
    const { content } = (await teams.find('network'))!;
    const renamed = { ...content, version: 2, label: 'Netze' };
    await teams.add({ content: renamed, requestId: null, createdAt: null, createdBy: null });
    // The version before goes on to write names that no list has.
    await connection.collection('users').updateOne({ team: null }, { $set: { team: 'brand new' } });
    const now = await (await openRepositories(connection)).teams.all();
    expect(now.find(({ name }) => name === 'network')?.label).toBe('Netze');
    expect(now).toHaveLength(NAMES.length);
    await connection.collection<{ _id: string }>('migrations').deleteOne({ _id: migration.id });
    const later = await (await openRepositories(connection)).teams.all();
    expect(later.map(({ name }) => name)).toContain('brand new');
    expect(later.find(({ name }) => name === 'network')?.label).toBe('Netze');
  });

  it('are completed if a process died midway', async () => {
    await insert('teams', { _id: 'network@1', ...aTeam('network') });
    const { teams } = await openRepositories(connection);
    expect(await teams.all()).toHaveLength(NAMES.length);
  });

  it('stay within the maximum, with those of people first', async () => {
    const { id: _ticket, ...ticket } = aTicket();
    const many = Array.from({ length: MAX_TEAMS + 10 }, (_each, index) => ({
      ...ticket,
      _id: `m${index}`,
      number: `TKT-2027-${index}`,
      team: `many ${index}`,
    }));
    await insert('tickets', ...many);
    const { teams } = await openRepositories(connection);
    const names = (await teams.all()).map(({ name }) => name);
    expect(names).toHaveLength(MAX_TEAMS);
    expect(names).toEqual(expect.arrayContaining(['network', 'Network Ops', 'finance', 'night shift']));
  });
});
