import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { titleWords } from '../../../src/adapters/mongo/migrations/2026-11-20-title-words.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { applyMigration } from '../../support/migrations.js';
import { submit } from '../../support/tickets/tickets.js';

describe('the search of tickets by words', () => {
  let holdfast: Holdfast;
  let alice: Client;
  let admin: Client;
  const about = (title: string) => ({ title, description: 'As it says.' });
  const numbers = new Map<string, string>();
  const TITLES = ['Réseau lent: VPN of room 4711', 'VPN drops', 'Printer of room 4711 jams', 'It is "odd"'];

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    for (const title of TITLES) numbers.set(title, (await submit(alice, about(title))).number);
  });
  afterAll(() => holdfast.close());

  async function found(words: string, by: Client = admin): Promise<readonly string[]> {
    const { status, body } = await by.get(`/api/v1/tickets?q=${encodeURIComponent(words)}`);
    expect(status).toBe(200);
    expect(body.total).toBe(body.tickets.length);
    return body.tickets.map(({ title }: { title: string }) => title);
  }

  it.each([
    ['vpn', [TITLES[1], TITLES[0]]],
    ['4711 ROOM', [TITLES[2], TITLES[0]]],
    ['room vpn', [TITLES[0]]],
    ['reseau', [TITLES[0]]],
    ['"odd"', [TITLES[3]]],
    ['-vpn', [TITLES[1], TITLES[0]]],
    ['vp', []],
    ['room 4712', []],
    ['!?', []],
    ['$where', []],
  ])('%s', async (words, titles) => {
    expect(await found(words)).toEqual(titles);
  });

  it('finds a ticket by its number, and no tickets that the caller may not read', async () => {
    const number = numbers.get(TITLES[1]!)!;
    expect(await found(number.toLowerCase())).toEqual([TITLES[1]]);
    await submit(admin, about('Zanzibar'));
    expect([await found('zanzibar'), await found('zanzibar', alice)]).toEqual([['Zanzibar'], []]);
  });

  it('finds a ticket by its new title, and not by the old one', async () => {
    const { number } = await submit(alice, about('Monitor flickers'));
    const edited = await admin
      .with({ 'if-match': '*' })
      .patch(`/api/v1/tickets/${number}`, { title: 'Screen flickers' });
    expect(edited.status).toBe(200);
    expect(await found('flickers screen')).toEqual(['Screen flickers']);
    expect(await found('monitor')).toEqual([]);
    expect(JSON.stringify(edited.body)).not.toContain('titleWords');
  });

  it('finds tickets that were created before the search existed', async () => {
    await holdfast.mongo.collection('tickets').updateMany({}, { $unset: { titleWords: '' } });
    expect(await found('vpn')).toEqual([]);
    await applyMigration(holdfast.mongo, titleWords);
    expect(await found('vpn')).toEqual([TITLES[1], TITLES[0]]);
  });
});
