import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsumerLoop } from '../../../src/app/operations/event-log/consumer-loop.js';
import { ticketSearchConsumer } from '../../../src/app/ticket-search/ticket-search-consumer.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople();
let loop: ConsumerLoop;
let old: string;
beforeAll(async () => {
  // From before the index was there: only its backfill finds it.
  old = (await people.ticket({ title: 'Kündigung', description: 'Der Druckervertrag läuft aus.' })).number;
  const { deps } = people.holdfast;
  loop = new ConsumerLoop(deps, ticketSearchConsumer(deps));
  loop.start();
});
afterAll(() => loop.close());

async function found(q: string, client: CheckedClient = people.bob, more = ''): Promise<string[]> {
  const { status, body } = await client.get(`${TICKETS}?sort=relevance&q=${encodeURIComponent(q)}${more}`);
  expect(status).toBe(200);
  return body.tickets.map(({ number }: { number: string }) => number);
}

const finds = (q: string, numbers: readonly string[], client = people.bob) =>
  waitFor(`${q} to find ${numbers.join()}`, async () =>
    (await found(q, client)).join() === numbers.join() ? true : undefined,
  );

const comment = (number: string, body: object, client = people.bob) =>
  client.post(`${TICKETS}/${number}/comments`, body);

describe('tickets by relevance', () => {
  it('are found by words, beginnings and parts of the whole ticket, also those from before', async () => {
    await finds('druckervert', [old]);
    expect(await found('kündig')).toEqual([old]);
    const { number } = await people.ticket({ title: '打印机坏了请帮忙', description: 'Room Zanzibar.' });
    await finds('zanzi', [number]);
    for (const q of ['打印机', '坏了', 'room zanzibar', 'ZANZIBAR alice'])
      expect(await found(q)).toEqual([number]);
    expect(await found('zanzibir')).toEqual([]);
    expect(await found(number.toLowerCase())).toEqual([number]);
    await comment(number, { body: 'The drum is worn out.' }, people.alice);
    await finds('drum', [number]);
    expect(await found('alice@holdfast.local drum')).toEqual([number]);
    expect(await found('drum', people.bob, '&status=resolved')).toEqual([]);
  });

  it('rank titles first and have numbered pages', async () => {
    const inText = (await people.ticket({ title: 'Help', description: 'The gizmo fails.' })).number;
    const inTitle = (await people.ticket({ title: 'Gizmo', description: 'It fails.' })).number;
    await finds('gizmo', [inTitle, inText]);
    expect(await found('gizmo', people.bob, '&page=2&page_size=1')).toEqual([inText]);
    const wrong = await people.bob.get(`${TICKETS}?sort=relevance&cursor=x`);
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['cursor', 'q']);
    for (const q of ['"', '$where', '.*', '!', 'x'.repeat(200)]) expect(await found(q)).toEqual([]);
  });

  it('are within the rights of the reader, and internal notes are for staff', async () => {
    const mine = (await people.ticket({ title: 'Mine', description: 'A xylophone.' })).number;
    const other = await people.ticket({ title: 'Other', description: 'A xylophone.' }, people.carol);
    await comment(mine, { body: 'Between us: quokka.', is_internal: true });
    await finds('quokka', [mine]);
    await finds('xylophone', [other.number, mine]);
    expect(await found('xylophone', people.alice)).toEqual([mine]);
    for (const q of ['quokka', 'quok', '!quokka']) expect(await found(q, people.alice)).toEqual([]);
    await comment(mine, { body: 'A public quokka.' });
    await finds('quokka', [mine], people.alice);
  });

  it('are not found by what was changed, deleted or redacted', async () => {
    const { number } = await people.ticket({ title: 'Ocelot', description: 'It purrs.' });
    const { body: said } = await comment(number, { body: 'My capybara is here.' }, people.alice);
    await finds('capybara', [number]);
    const at = `${TICKETS}/${number}`;
    const staff = people.bob.with({ 'if-match': '*' });
    await staff.patch(`${at}/comments/${said.id}`, { body: 'My pet is here.' });
    await finds('capybara', []);
    expect((await staff.post(`${at}/redact`, { text: 'purrs' })).status).toBeLessThan(300);
    await finds('purrs', []);
    await staff.patch(at, { title: 'Cat' });
    await finds('ocelot', []);
    await finds('pet', [number]);
    await people.admin.with({ 'if-match': '*' }).send('DELETE', at);
    expect(await people.holdfast.mongo.collection('ticket_words').countDocuments({ words: 'pet' })).toBe(0);
    expect(await found('pet')).toEqual([]);
  });
});
