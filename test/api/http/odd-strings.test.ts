import type { Role } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openSession } from '../../../src/app/accounts/sign-in/open-session.js';
import { NEW_USER } from '../../../src/domain/accounts/user.js';
import { listeningLogger } from '../../support/servers/listening-logger.js';
import { TICKETS, withPeople } from '../../support/api/people.js';
import { resolve } from '../../support/api/resolve.js';
import { serveWith } from '../../support/api/serve.js';

/**
 * Puts what databases, drivers and languages stumble over into every text that the OpenAPI document names, one at a time:
 * in paths, queries, headers and bodies. Nothing of it may be a fault of ours.
 */
const people = withPeople();

/** In a URL, already percent-encoded. */
const IN_URL = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%FF',
  '%',
  '%24where',
  '%5B%24gt%5D',
  '%28%5B%5C',
  '__proto__',
  '%E2%80%AE',
  'x'.repeat(4_000),
  '%F0%9F%92%A5'.repeat(300),
  '9'.repeat(400),
  '-1e999',
];

/** Marks that turn the direction of text, and breaks of lines that are none to ASCII. */
const TURNED = '\u202eabc\u2028';

/** Text that may have lines, and what is only looked for. All other text that is kept is of one line. */
const SEVERAL_LINES = [
  ...['description', 'body', 'comment', 'notes', 'text', 'question', 'answer'],
  ...['assignee', 'requester', 'organisation', 'team', 'tag', 'q', 'ids'],
  // A password may hold anything, and is not asked of somebody who has none.
  'current_password',
];

const IN_BODY: readonly unknown[] = [
  '\0',
  'a\0b',
  'a@b\0.example',
  '\ud800',
  TURNED,
  '$where',
  '([\\',
  'x'.repeat(70_000),
  '💥'.repeat(2_000),
  '9'.repeat(400),
  { $gt: '' },
  { 'a.b': 1, 'a\0b': 2, $set: 3 },
  ['\0', { $regex: '(' }],
];

const KEYS = ['$where', 'a.b', 'a\0b', '', 'constructor', 'x'.repeat(70_000)];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body: any;
  readonly example: any;
}

type Place = readonly (string | number)[];

function operations(document: any): Operation[] {
  return Object.entries<any>(document.paths).flatMap(([path, item]) =>
    Object.entries<any>(item).map(([method, operation]) => {
      const schema = operation.requestBody?.content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path,
        query: (operation.parameters ?? [])
          .map((parameter: any) => resolve(document, parameter))
          .filter((parameter: any) => parameter.in === 'query')
          .map(({ name }: any) => name),
        body: schema,
        example: schema === undefined ? undefined : resolve(document, schema).example,
      };
    }),
  );
}

/** Where in a body of this schema a text may be, and where a key is the sender's to choose. */
function placesOf(document: any, schema: any, at: Place = [], seen: readonly string[] = []): Place[] {
  if (schema === undefined || typeof schema !== 'object' || seen.includes(schema.$ref)) return [];
  const inside = schema.$ref === undefined ? seen : [...seen, schema.$ref];
  const whole = resolve(document, schema);
  const walk = (part: any, ...more: Place) => placesOf(document, part, [...at, ...more], inside);
  return [
    ...([whole.type].flat().includes('string') ? [at] : []),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((name) => (whole[name] ?? []).flatMap((part: any) => walk(part))),
    ...Object.entries(whole.properties ?? {}).flatMap(([name, part]) => walk(part, name)),
    ...(whole.items === undefined ? [] : walk(whole.items, 0)),
    ...(typeof whole.additionalProperties === 'object'
      ? [[...at, 'KEY'], ...walk(whole.additionalProperties, 'x')]
      : []),
  ];
}

/** The body with this value at the place; what lies on the way there is made. */
function withValue(body: any, [step, ...rest]: Place, value: unknown): any {
  if (step === undefined) return value;
  const here = typeof body === 'object' && body !== null ? body : typeof step === 'number' ? [] : {};
  const copy = Array.isArray(here) ? [...here] : { ...here };
  return Object.assign(copy, { [step]: withValue(here[step], rest, value) });
}

/** The body as it is with each odd value at the place, and with less beside it where the document allows that. */
function oddBodies(document: any, { body, example }: Operation, place: Place): unknown[] {
  const { required = [] } = resolve(document, body);
  const least = Object.fromEntries(required.map((name: string) => [name, example?.[name]]));
  const isShown = Object.keys(example ?? {}).includes(String(place[0]));
  const key = place.at(-1) === 'KEY';
  return [...(isShown ? [] : [least]), example].flatMap((base) =>
    key
      ? KEYS.map((name) => withValue(base, [...place.slice(0, -1), name], 'a value'))
      : IN_BODY.map((value) => withValue(base, place, value)),
  );
}

async function enter(role: Role): Promise<{ readonly id: string; readonly authorization: string }> {
  const { deps } = people.holdfast;
  const id = randomUUID();
  const user = { ...NEW_USER, id, email: `${id}@example.org`, name: role, role, createdAt: new Date() };
  await deps.users.addIfMissing(user);
  const { accessToken } = await openSession(deps, user, { method: 'password', address: '127.0.0.1' });
  return { id, authorization: `Bearer ${accessToken}` };
}

/** Things that are there, so that a request gets as far as it can. */
async function existing(): Promise<Readonly<Record<string, string>>> {
  const { admin, alice } = people;
  const made = async (path: string, body: object): Promise<any> => (await admin.post(path, body)).body;
  const { number, id } = await people.ticket();
  const view = await made('/api/v1/views', { name: 'Mine' });
  await made('/api/v1/custom-fields', { key: 'region', label: 'Region', rules: { type: 'text' } });
  const comment = await alice.post(`${TICKETS}/${number}/comments`, { body: 'Still.' });
  return {
    ticket: number,
    user: (await enter('user')).id,
    view: view.id,
    field: 'region',
    policy: 'default',
    calendar: 'office',
    comment: comment.body.id,
    delivery: id,
  };
}

describe('unusual text, in every text field of the document', () => {
  it('is refused or taken, and is no fault of ours', async () => {
    const { logger, lines } = listeningLogger();
    await serveWith(people.holdfast, { logger }, async ({ url }) => {
      const { document } = people.contract;
      const there = await existing();
      const wrong: unknown[] = [];
      const taken = new Set<string>();
      let sent = 0;
      const ask = async (
        { method }: Operation,
        path: string,
        headers: Readonly<Record<string, string>>,
        body?: unknown,
      ): Promise<number> => {
        sent += 1;
        const type = body === undefined ? {} : { 'content-type': 'application/json' };
        const init: { body?: string } = body === undefined ? {} : { body: JSON.stringify(body) };
        const answer = await fetch(url + path, { method, headers: { ...type, ...headers }, ...init });
        const isEndless = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
        const text = isEndless ? '' : await answer.text();
        if (isEndless) await answer.body?.cancel();
        if (answer.status >= 500) {
          wrong.push([method, path.slice(0, 200), (init.body ?? '').slice(0, 200), answer.status, text]);
        }
        return answer.status;
      };
      for (const operation of operations(document)) {
        const headers = { authorization: (await enter('admin')).authorization, 'if-match': '*' };
        const names = [...operation.path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name!);
        const pathWith = (values: Readonly<Record<string, string>>) =>
          operation.path.replaceAll(/\{(\w+)\}/gu, (_, name) => values[name] ?? there[name] ?? 'unknown');
        const url = pathWith({});
        const requests = [
          ...names.flatMap((name) =>
            IN_URL.map((odd) => () => ask(operation, pathWith({ [name]: odd }), headers, operation.example)),
          ),
          ...operation.query.flatMap((name) =>
            [...IN_URL, `region:%00`].map((odd) => () => ask(operation, `${url}?${name}=${odd}`, headers)),
          ),
          ...placesOf(document, operation.body).flatMap((place) =>
            oddBodies(document, operation, place).map((body) => async () => {
              const status = await ask(operation, url, headers, body);
              const isTurned = JSON.stringify(body).includes(JSON.stringify(TURNED));
              if (isTurned && status < 300) taken.add(String(place.filter((step) => step !== 0).at(-1)));
            }),
          ),
        ];
        while (requests.length > 0) await Promise.all(requests.splice(0, 16).map((request) => request()));
      }
      expect(wrong).toEqual([]);
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
      expect([...taken].filter((name) => !SEVERAL_LINES.includes(name))).toEqual([]);
      expect(sent).toBeGreaterThan(5_000);
    });
  }, 600_000);

  it('in the addresses of pages as well', async () => {
    const { logger, lines } = listeningLogger();
    await serveWith(people.holdfast, { logger }, async ({ url }) => {
      const statuses: [string, number][] = [];
      for (const page of [
        '/a/',
        '/s/',
        '/r/',
        '/u/',
        '/t/',
        '/f/',
        '/reset-password/',
        '/temporal/codec/',
        '/docs/',
        '/redoc/',
        '/',
      ]) {
        for (const odd of IN_URL) {
          const init = {
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: 'score=%00&mails=%00',
          };
          const get = await fetch(`${url}${page}${odd}?score=${odd}`);
          const post = await fetch(`${url}${page}${odd}`, { method: 'POST', ...init });
          for (const answer of [get, post]) statuses.push([answer.url, answer.status]);
        }
      }
      expect(statuses.filter(([, status]) => status >= 500)).toEqual([]);
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });

  it('in headers as well', async () => {
    const { logger, lines } = listeningLogger();
    await serveWith(people.holdfast, { logger, trustedProxies: ['loopback'] }, async ({ url }) => {
      const { authorization } = await enter('admin');
      const { number } = await people.ticket();
      const odd = [
        '\u00ff\u00fe',
        '$where',
        '([\\',
        'x'.repeat(8_000),
        '"',
        ';=,',
        '9'.repeat(400),
        ':::',
        '%00',
      ];
      const names = [
        ...[
          'if-match',
          'idempotency-key',
          'x-request-id',
          'x-api-key',
          'cookie',
          'x-forwarded-for',
          'origin',
        ],
        ...[
          'accept',
          'accept-encoding',
          'accept-language',
          'traceparent',
          'x-namespace',
          'access-control-request-method',
        ],
      ];
      const bearers = ['\u00ff', 'x', 'a.b.c', 'e30.'.repeat(3), 'hfk_\u00ff', `hfk_${'x'.repeat(8_000)}`];
      const wrong: unknown[] = [];
      const ask = async (headers: Readonly<Record<string, string>>): Promise<void> => {
        for (const [method, path] of [
          ['GET', `${TICKETS}/${number}`],
          ['PATCH', `${TICKETS}/${number}`],
          ['POST', TICKETS],
          ['POST', '/temporal/codec/decode'],
          ['OPTIONS', TICKETS],
        ] as const) {
          const body = ['PATCH', 'POST'].includes(method)
            ? { body: JSON.stringify({ title: 'Odd headers' }) }
            : {};
          const all = { 'content-type': 'application/json', authorization, ...headers };
          const answer = await fetch(url + path, { method, headers: all, ...body });
          if (answer.status >= 500) wrong.push([method, path, headers, answer.status, await answer.text()]);
          else await answer.text();
        }
      };
      for (const name of names) for (const value of odd) await ask({ [name]: value });
      for (const bearer of bearers) await ask({ authorization: `Bearer ${bearer}` });
      expect(wrong).toEqual([]);
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    });
  }, 120_000);
});
