import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../../src/adapters/mongo/kit/connection.js';
import { addressKeys } from '../../../src/adapters/mongo/migrations/2026-11-30-address-keys.js';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { SYSTEM_ACTOR } from '../../../src/domain/access/actor.js';
import { editPerson } from '../../../src/app/accounts/edit-person.js';
import { applyMigration } from '../../support/migrations.js';

let connection: Connection;
beforeEach(async () => {
  const server = new URL(process.env['HOLDFAST_TEST_MONGODB_URI']!);
  server.pathname = `/t${randomUUID().slice(0, 8)}`;
  connection = await connectMongo(server.toString());
});
afterEach(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const users = () => connection.collection<{ _id: string; [field: string]: unknown }>('users');
/** As the version before writes a person. */
const old = (id: string, email: string) => ({
  _id: id,
  email,
  name: id,
  role: 'user',
  skills: [],
  isActive: true,
  erasedAt: null,
  createdAt: new Date(),
  version: 1,
});

it('gives people of the previous version their addresses, also if it is killed midway or runs twice', async () => {
  const people = Array.from({ length: 1_500 }, (_, index) => {
    const id = `u${String(index).padStart(4, '0')}`;
    return old(id, `${id}@c.example`);
  });
  await users().insertMany(people);
  let batches = 0;
  const checkIn = () => {
    batches += 1;
    throw new Error('killed');
  };
  const db = connection.getClient().db(connection.name);
  await expect(addressKeys.up({ db, checkIn })).rejects.toThrow('killed');
  expect([batches, await users().countDocuments({ addressKeys: null })]).toEqual([1, 500]);
  await openRepositories(connection);
  await applyMigration(connection, addressKeys);
  expect(await users().countDocuments({ addressKeys: null })).toBe(0);
  expect(await users().findOne({ _id: 'u1499' })).toMatchObject({ addressKeys: ['u1499@c.example'] });
});

it('continues while the previous version writes, changes addresses, and uses an address of another person', async () => {
  const { users: repository, calendars, teams } = await openRepositories(connection);
  const doer = { actor: SYSTEM_ACTOR, address: null };
  const deps = { users: repository, calendars, teams, clock: { now: () => new Date() }, newId: randomUUID };
  await users().insertMany([old('ann', 'ann@c.example'), old('ben', 'ben@c.example')]);
  // Before the migration: the address of the old record is taken all the same.
  const taken = editPerson(deps, doer, 'ann', { otherAddresses: ['ben@c.example'] });
  await expect(taken).rejects.toMatchObject({ code: 'duplicate' });
  await editPerson(deps, doer, 'ann', { otherAddresses: ['second@c.example'] });
  await users().updateOne({ _id: 'ann' }, { $set: { email: 'new@c.example' } });
  expect(await repository.findByAddress('ann@c.example')).toBeNull();
  await users().insertOne(old('cat', 'second@c.example'));
  await applyMigration(connection, addressKeys);
  const idOf = async (address: string) => (await repository.findByAddress(address))?.id ?? null;
  expect(await idOf('new@c.example')).toBe('ann');
  expect(await idOf('second@c.example')).toBe('cat');
  expect(await idOf('ann@c.example')).toBeNull();
  expect(await users().findOne({ _id: 'ann' })).toMatchObject({
    addressKeys: ['new@c.example', 'second@c.example'],
  });
});
