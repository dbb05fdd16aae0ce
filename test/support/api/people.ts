import { afterAll, beforeAll, expect } from '@jest/globals';
import { startHoldfast, type Holdfast, type HoldfastOptions } from '../holdfast.js';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf, type Answer, type Outcome } from '../http-client.js';
import { CheckedClient, Contract } from './contract.js';

type Name = 'admin' | 'maya' | 'bob' | 'carol' | 'alice' | 'nobody';

/** The demo people of one running system, each with a client that is held to the OpenAPI document. */
export interface People extends Readonly<Record<Name, CheckedClient>> {
  readonly holdfast: Holdfast;
  readonly contract: Contract;
  /** The id of a demo person. */
  idOf(client: CheckedClient): Promise<string>;
  /** Opens a ticket, as Alice unless said otherwise, and returns what was answered. */
  ticket(fields?: Partial<Schemas['NewTicket']>, client?: CheckedClient): Promise<Schemas['Ticket']>;
}

export const TICKETS = '/api/v1/tickets';
export const TICKET = `${TICKETS}/{ticket}` as const;
const ME = '/api/v1/auth/me';

/** The parameters of a call about this ticket. */
export function about(ticket: string) {
  return { params: { path: { ticket } } };
}

/** Starts Holdfast before the tests of a file and stops it after them. Without a worker nothing moves by itself. */
export function withPeople(options: HoldfastOptions = { worker: false }): People {
  let holdfast: Holdfast;
  let contract: Contract;
  const clients = new Map<Name, CheckedClient>();
  beforeAll(async () => {
    holdfast = await startHoldfast(options);
    contract = await Contract.of(await holdfast.client());
    for (const name of ['admin', 'maya', 'bob', 'carol', 'alice'] as const) {
      clients.set(name, new CheckedClient(await holdfast.client(name), contract));
    }
    clients.set('nobody', new CheckedClient(await holdfast.client(), contract));
  });
  afterAll(() => holdfast.close());
  const people: People = {
    get holdfast() {
      return holdfast;
    },
    get contract() {
      return contract;
    },
    get admin() {
      return clients.get('admin')!;
    },
    get maya() {
      return clients.get('maya')!;
    },
    get bob() {
      return clients.get('bob')!;
    },
    get carol() {
      return clients.get('carol')!;
    },
    get alice() {
      return clients.get('alice')!;
    },
    get nobody() {
      return clients.get('nobody')!;
    },
    idOf: async (client) => (await dataOf(client.api.GET(ME))).id,
    ticket: (fields = {}, client = people.alice) => {
      const body = { title: 'VPN drops every ten minutes', description: 'Since this morning.', ...fields };
      return dataOf(client.api.POST(TICKETS, { body }));
    },
  };
  return people;
}

/** Expects a problem document (RFC 9457) of this kind. */
export function expectProblem(answer: Answer | Outcome, expected: number, code: string): void {
  const { status, headers, body } = plain(answer);
  expect({ status, code: body.code }).toEqual({ status: expected, code });
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: `https://holdfast.dev/problems/${code}`,
    title: expect.any(String),
    status: expected,
    detail: expect.any(String),
    instance: headers.get('x-request-id'),
  });
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\bat .+:\d+:\d+/u);
}

/** The paths of the faults that a problem lists. */
export function faultPaths(answer: Answer | Outcome): string[] {
  return plain(answer)
    .body.errors.map((fault: { path: string }) => fault.path)
    .sort();
}

/** An answer, however it was asked for. A problem is told by its body, whatever the types promise. */
function plain(answer: Answer | Outcome): Answer {
  if (!('response' in answer)) return answer;
  const { data, error, response } = answer;
  return { status: response.status, headers: response.headers, body: data ?? error };
}
