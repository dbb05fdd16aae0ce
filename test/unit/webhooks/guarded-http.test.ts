import { createServer, type RequestListener, type Server } from 'node:http';
import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GuardedHttp, MAX_BODY_BYTES } from '../../../src/adapters/http/guarded-http.js';
import { isPublic } from '../../../src/adapters/http/address-rules.js';
import { OutboundError } from '../../../src/ports/outbound-http.js';

let server: Server;
let port: number;
let hits = 0;
const routes = new Map<string, RequestListener>();

beforeAll(async () => {
  server = createServer((request, response) => {
    hits += 1;
    const listener = routes.get(request.url ?? '');
    if (listener === undefined) response.end('hello');
    else listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ALLOWED = { allowedHosts: ['127.0.0.1'], demandsHttps: false };
const GUARDED = { allowedHosts: [], demandsHttps: false };

/** A name that has these addresses, one after the other. */
function names(...answers: readonly (readonly string[])[]): LookupFunction {
  let asked = 0;
  return (_hostname, _options, callback) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

async function send(http: GuardedHttp, url: string, timeoutMs = 5_000) {
  try {
    const response = await http.send({ method: 'GET', url, headers: {}, timeoutMs });
    return { status: response.status, size: response.body.length, location: response.header('location') };
  } catch (error) {
    return error instanceof OutboundError ? error.fault : error;
  } finally {
    await http.close();
  }
}

describe('addresses', () => {
  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '240.0.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd00:ec2::254',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
    ],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '2001:0:7f00:1::'],
    ...['not an address', ''],
  ])('of %s are refused', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['93.184.216.34', '1.1.1.1', '2606:4700::1111'])('of %s are public', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});

describe('a URL', () => {
  const http = new GuardedHttp(GUARDED);
  const local = /private or local/u;

  it.each([
    ['https://hooks.example.com/x', null],
    ['http://hooks.example.com:8080/x', null],
    ['https://1.1.1.1/', null],
    ['ftp://example.com/', /must begin with/u],
    ['file:///etc/passwd', /must begin with/u],
    ['javascript:alert(1)', /must begin with/u],
    ['https://someone@example.com/', /user name/u],
    [`https://someone:${'x'.repeat(8)}@example.com/`, /user name/u],
    ['nonsense', /not a URL/u],
    ['http://127.0.0.1/', local],
    ['http://127.1/', local],
    ['http://2130706433/', local],
    ['http://0x7f000001/', local],
    ['http://0177.0.0.1/', local],
    ['http://127.0.0.1./', local],
    ['http://[::1]/', local],
    ['http://[::ffff:127.0.0.1]/', local],
    ['http://[::ffff:7f00:1]/', local],
    ['http://localhost/', local],
    ['http://LOCALHOST./', local],
    ['http://a.localhost:3000/', local],
    ['http://169.254.169.254/latest/meta-data/', local],
    ['http://①②⑦.0.0.1/', local],
  ])('%s', (url, fault) => {
    if (fault === null) expect(http.faultOf(url)).toBeNull();
    else expect(http.faultOf(url)).toMatch(fault);
  });

  it('is https in production, except for hosts that the operator allows', () => {
    const strict = new GuardedHttp({ allowedHosts: ['n8n.internal', '10.0.0.5:8080'], demandsHttps: true });
    expect(strict.faultOf('http://hooks.example.com/')).toBe('must begin with https://');
    expect(strict.faultOf('http://N8N.internal/x')).toBeNull();
    expect(strict.faultOf('http://10.0.0.5:8080/x')).toBeNull();
    expect(strict.faultOf('https://10.0.0.5/x')).toMatch(local);
  });
});

describe('a request', () => {
  it('reaches an allowed host', async () => {
    expect(await send(new GuardedHttp(ALLOWED), `http://127.0.0.1:${port}/`)).toMatchObject({
      status: 200,
      size: 5,
    });
  });

  it.each([
    ['a private address', [['127.0.0.1']]],
    ['a private address behind IPv6', [['::ffff:127.0.0.1']]],
    ['the metadata service', [['169.254.169.254']]],
    ['no address', [[]]],
  ])('does not reach a name with %s', async (_what, answers) => {
    const before = hits;
    const http = new GuardedHttp({ ...GUARDED, lookup: names(...answers) });
    expect(await send(http, `http://rebinding.example.com:${port}/`)).toBe('address_refused');
    expect(hits).toBe(before);
  });

  it('goes to an address that was checked, when DNS changes its answer', async () => {
    let asked = 0;
    const first = names(['93.184.216.34'], ['127.0.0.1']);
    const lookup: LookupFunction = (hostname, options, callback) => {
      asked += 1;
      first(hostname, options, callback);
    };
    const before = hits;
    // Nothing answers there in a test. What matters is who is asked, how often, and that our server is not reached.
    await send(new GuardedHttp({ ...GUARDED, lookup }), `http://rebinding.example.com:${port}/`, 200);
    expect([asked, hits]).toEqual([1, before]);
    const again = new GuardedHttp({ ...GUARDED, lookup });
    expect(await send(again, `http://rebinding.example.com:${port}/`)).toBe('address_refused');
    expect(hits).toBe(before);
  });

  it('follows no redirect', async () => {
    routes.set('/redirect', (_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    });
    expect(await send(new GuardedHttp(ALLOWED), `http://127.0.0.1:${port}/redirect`)).toMatchObject({
      status: 302,
      location: 'http://169.254.169.254/latest/meta-data/',
    });
  });

  it('reads 64 KB of an answer that is longer, or never ends', async () => {
    routes.set('/large', (_request, response) => response.end(Buffer.alloc(MAX_BODY_BYTES * 4)));
    routes.set('/endless', (_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(16_384)));
        response.once('drain', more);
      };
      more();
    });
    for (const path of ['/large', '/endless']) {
      expect(await send(new GuardedHttp(ALLOWED), `http://127.0.0.1:${port}${path}`)).toMatchObject({
        status: 200,
        size: MAX_BODY_BYTES,
      });
    }
  });

  it('takes the status of an answer that drips until the deadline', async () => {
    routes.set('/drips', (_request, response) => void response.writeHead(200).write('x'));
    expect(await send(new GuardedHttp(ALLOWED), `http://127.0.0.1:${port}/drips`, 300)).toMatchObject({
      status: 200,
      size: 1,
    });
  });

  it('ends when nothing is answered, or the connection breaks', async () => {
    routes.set('/hangs', () => undefined);
    routes.set('/breaks', (request) => request.socket.destroy());
    const at = `http://127.0.0.1:${port}`;
    expect(await send(new GuardedHttp(ALLOWED), `${at}/hangs`, 300)).toBe('timed_out');
    expect(await send(new GuardedHttp(ALLOWED), `${at}/breaks`)).toBe('unreachable');
    expect(await send(new GuardedHttp(ALLOWED), 'http://127.0.0.1:9/')).toBe('unreachable');
  });
});
