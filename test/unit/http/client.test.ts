import { describe, expect, it } from '@jest/globals';
import { createHoldfastClient, type HoldfastClientOptions } from '../../../src/client/client.js';

/** A client whose requests are kept, and answered the same. */
function listening(options: Partial<HoldfastClientOptions>, answer: () => Response = ok) {
  const requests: Request[] = [];
  const api = createHoldfastClient({
    url: 'https://help.example.org/',
    ...options,
    fetch: (request) => {
      requests.push(request);
      return Promise.resolve(answer());
    },
  });
  return { api, requests };
}

const ok = () => Response.json({ status: 'ok' });
const about = (ticket: string) => ({ params: { path: { ticket } } });

describe('the client', () => {
  it('says who is there by token or by key, or not at all', async () => {
    const cases = [
      [{ accessToken: 'abc' }, 'Bearer abc', null],
      [{ apiKey: 'hfk_1' }, null, 'hfk_1'],
      [{}, null, null],
    ] as const;
    for (const [options, authorization, key] of cases) {
      const { api, requests } = listening(options);
      await api.GET('/health/live');
      expect(requests.map(({ url }) => url)).toEqual(['https://help.example.org/health/live']);
      expect(requests[0]!.headers.get('authorization')).toBe(authorization);
      expect(requests[0]!.headers.get('x-api-key')).toBe(key);
    }
  });

  it('puts each part of a request in its place', async () => {
    const { api, requests } = listening({});
    await api.PATCH('/api/v1/tickets/{ticket}', {
      params: { path: { ticket: 'a/b' }, header: { 'If-Match': '"7"' } },
      body: { priority: 'high' },
    });
    await api.GET('/api/v1/tickets', { params: { query: { status: ['open', 'resolved'], q: 'a b' } } });
    const [patch, get] = requests;
    expect(patch!.url).toBe('https://help.example.org/api/v1/tickets/a%2Fb');
    expect(patch!.headers.get('if-match')).toBe('"7"');
    expect(patch!.headers.get('content-type')).toBe('application/json');
    expect(await patch!.json()).toEqual({ priority: 'high' });
    expect(new URL(get!.url).search).toBe('?status=open&status=resolved&q=a%20b');
  });

  it('hands over a problem, and throws nothing because of it', async () => {
    const problem = { code: 'not_found', title: 'There is nothing here', status: 404 };
    const headers = { 'content-type': 'application/problem+json' };
    const { api } = listening({}, () => Response.json(problem, { status: 404, headers }));
    const { data, error, response } = await api.GET('/api/v1/tickets/{ticket}', about('nope'));
    expect([data, error?.code, response.status]).toEqual([undefined, 'not_found', 404]);
  });

  it('is rejected where no answer comes', async () => {
    const url = 'http://127.0.0.1:1';
    await expect(createHoldfastClient({ url }).GET('/health/live')).rejects.toThrow('fetch failed');
  });
});
