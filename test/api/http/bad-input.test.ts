import { describe, expect, it } from '@jest/globals';
import { tokensOf } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const ALICE = { email: 'alice@holdfast.local', password: 'holdfast-demo' };
const GOOD = { title: 'VPN drops', description: 'Since this morning.' };

async function countTickets(): Promise<number> {
  return (await dataOf(people.maya.api.GET(TICKETS, { params: { query: { page_size: 1 } } }))).total;
}

describe('a body that cannot be read', () => {
  it.each([
    ['cut off', '{"title": "VPN'],
    ['not JSON', 'title=VPN'],
    ['a text', '"VPN"'],
    ['a number', '42'],
    ['null', 'null'],
    ['with a prototype', '{"title": "VPN drops", "description": "x", "__proto__": {"role": "admin"}}'],
  ])('is malformed: %s', async (_, body) => {
    const before = await countTickets();
    expectProblem(await people.alice.post(TICKETS, body), 400, 'malformed_request');
    expect(await countTickets()).toBe(before);
    expect(Object.prototype).not.toHaveProperty('role');
  });

  it('is not UTF-8, which is refused and not guessed at', async () => {
    const before = await countTickets();
    const session = tokensOf(await dataOf(people.nobody.api.POST('/api/v1/auth/login', { body: ALICE })));
    for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80]]) {
      const body = Buffer.concat([
        Buffer.from('{"title": "VPN '),
        Buffer.from(bytes),
        Buffer.from('", "description": "x"}'),
      ]);
      const headers = { authorization: `Bearer ${session.access_token}`, 'content-type': 'application/json' };
      const answer = await fetch(people.holdfast.url + TICKETS, { method: 'POST', headers, body });
      expect(answer.status).toBe(400);
    }
    expect(await countTickets()).toBe(before);
  });

  it('is too large: more than 1 MB', async () => {
    const before = await countTickets();
    const answer = await people.alice.post(TICKETS, { ...GOOD, description: 'x'.repeat(1024 * 1024) });
    expectProblem(answer, 413, 'payload_too_large');
    expect(await countTickets()).toBe(before);
  });

  it('is too large: more than 1 MB without a length', async () => {
    const { url } = people.holdfast;
    const session = tokensOf(await dataOf(people.nobody.api.POST('/api/v1/auth/login', { body: ALICE })));
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 20; i += 1) controller.enqueue(new TextEncoder().encode(' '.repeat(100_000)));
        controller.close();
      },
    });
    const response = await fetch(url + TICKETS, {
      method: 'POST',
      headers: { authorization: `Bearer ${session.access_token}`, 'content-type': 'application/json' },
      body: chunks,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
  });

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['application/jsonp'],
    ['multipart/form-data; boundary=x'],
    ['text/html; charset=application/json'],
  ])('is of another kind: %s', async (type) => {
    const answer = await people.alice.with({ 'content-type': type }).post(TICKETS, JSON.stringify(GOOD));
    expectProblem(answer, 415, 'unsupported_media_type');
  });

  it('is compressed', async () => {
    const answer = await people.alice.with({ 'content-encoding': 'gzip' }).post(TICKETS, GOOD);
    expectProblem(answer, 415, 'unsupported_media_type');
  });

  it('is JSON with a charset, and then fine', async () => {
    const client = people.alice.with({ 'content-type': 'Application/JSON; charset=UTF-8' });
    expect((await client.post(TICKETS, GOOD)).status).toBe(201);
  });

  it('is not looked at before it is known who sends it', async () => {
    expectProblem(await people.nobody.post(TICKETS, '{'), 401, 'unauthenticated');
  });
});

describe('a body that is well-formed but invalid', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing at all', undefined, ['description', 'title']],
    ['an empty object', {}, ['description', 'title']],
    ['a list', [GOOD], ['']],
    [
      'wrong types',
      { title: 7, description: null, tags: 'x', priority: 1 },
      ['description', 'priority', 'tags', 'title'],
    ],
    ['short and blank', { title: ' a ', description: ' \n ' }, ['description', 'title']],
    [
      'unknown choices',
      { ...GOOD, priority: 'extreme', category: 'war', type: '' },
      ['category', 'priority', 'type'],
    ],
    ['operators', { title: { $gt: '' }, description: { $regex: '.*' } }, ['description', 'title']],
    [
      'operators as fields',
      { ...GOOD, $where: 'sleep(1000)', 'triage.state': 'done' },
      ['$where', 'triage.state'],
    ],
    [
      'fields that are not theirs',
      { ...GOOD, status: 'closed', requester: 'bob', id: 'x' },
      ['id', 'requester', 'status'],
    ],
    [
      'tags of all sorts',
      { ...GOOD, tags: ['ok', '', 'x'.repeat(51), 'two\nlines', {}] },
      ['tags.1', 'tags.2', 'tags.3', 'tags.4'],
    ],
    ['a constructor', { ...GOOD, constructor: { prototype: { role: 'admin' } } }, ['constructor']],
    ['line breaks in the title', { ...GOOD, title: 'Hi\r\nBcc: all@example.org' }, ['title']],
  ])('lists every fault and stores nothing: %s', async (_, body, paths) => {
    const before = await countTickets();
    const answer = await people.alice.post(TICKETS, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
    for (const { message } of answer.body.errors) expect(message).not.toBe('');
    expect(await countTickets()).toBe(before);
  });

  it.each<[string, object]>([
    ['a number beyond all numbers', { ...GOOD, priority: 'BIG' }],
    [
      'ten thousand tags',
      { ...GOOD, tags: Array.from({ length: 10_000 }, (_unused, index) => `tag ${index}`) },
    ],
  ])('takes %s for what it is', async (_, body) => {
    const text = JSON.stringify(body).replace('"BIG"', '1e999999');
    const answer = await people.alice.post(TICKETS, text);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toHaveLength(1);
  });

  it('stops a thousand levels of nesting as well', async () => {
    const nested = `{"title":${'['.repeat(50_000)}${']'.repeat(50_000)},"description":"x"}`;
    const answer = await people.alice.post(TICKETS, nested);
    expect([400, 422]).toContain(answer.status);
  });
});
