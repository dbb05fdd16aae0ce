import { get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const DOCUMENT = '/api/openapi.json';

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** As it comes over the wire: fetch would ask for compression by itself, and undo it. */
function raw(path: string, headers: Readonly<Record<string, string>>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    get(people.holdfast.url + path, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

describe('compression', () => {
  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0.5, gzip', 'gzip', gunzipSync],
    ['gzip', 'gzip', gunzipSync],
    ['*', 'gzip', gunzipSync],
  ])('is what %s asks for: %s', async (accepted, encoding, unpack) => {
    const plain = await raw(DOCUMENT, {});
    const packed = await raw(DOCUMENT, { 'accept-encoding': accepted });
    expect(packed.status).toBe(200);
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.headers.vary).toContain('Accept-Encoding');
    expect(packed.body.length).toBeLessThan(plain.body.length / 3);
    expect(unpack(packed.body).equals(plain.body)).toBe(true);
  });

  it.each([
    undefined,
    'identity',
    'deflate',
    'zstd',
    'nonsense',
    'identity;q=0',
    '*;q=0',
    'gzip;q=0, br;q=0',
  ])('is left out for %s', async (accepted) => {
    const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
    const answer = await raw(DOCUMENT, headers);
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined]);
    expect(answer.headers['content-length']).toBe(String(answer.body.length));
    expect(answer.headers.vary).toContain('Accept-Encoding');
  });

  it('is left out where there is little to gain', async () => {
    const { headers, body } = await raw('/health/live', { 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(body.toString())).toEqual({ status: 'ok' });
  });

  it('leaves the version of a ticket usable, and reaches refusals', async () => {
    const ticket = await people.ticket({ description: 'It drops. '.repeat(300) });
    const login = { email: 'alice@holdfast.local', password: 'holdfast-demo' };
    const { body: session } = await people.nobody.post('/api/v1/auth/login', login);
    const headers = { 'accept-encoding': 'br', authorization: `Bearer ${session.access_token}` };
    const answer = await raw(`${TICKETS}/${ticket.number}`, headers);
    expect(answer.headers['content-encoding']).toBe('br');
    const etag = answer.headers.etag!;
    const edit = { title: 'VPN drops every minute' };
    const edited = await people.alice.with({ 'if-match': etag }).patch(`${TICKETS}/${ticket.number}`, edit);
    expect(edited.status).toBe(200);
    const faults = Array.from({ length: 60 }, (_, index) => `unknown_${index}=x`);
    const refused = await raw(`${TICKETS}?${faults.join('&')}`, headers);
    expect([refused.status, refused.headers['content-encoding']]).toEqual([422, 'br']);
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(brotliDecompressSync(refused.body).toString())).toMatchObject({
      code: 'invalid_input',
    });
  });
});
