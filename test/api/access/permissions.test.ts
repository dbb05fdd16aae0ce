import type { Role } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openSession } from '../../../src/app/accounts/sign-in/open-session.js';
import { RIGHTS, type Action } from '../../../src/domain/access/permissions.js';
import { NEW_USER } from '../../../src/domain/accounts/user.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { TICKETS, withPeople } from '../../support/api/people.js';
import { webPushKeys } from '../../support/servers/push-stand-in.js';

/**
 * Walks every operation of the OpenAPI document as everybody, and compares what they get with the table of rights: the
 * document names the right, the table says who has it, and the server has to agree with both.
 */
// Web Push answers 404 without keys.
const people = withPeople({ worker: false, environment: webPushKeys() });

const PERSONAS = ['nobody', 'requester', 'other', 'moderator', 'manager', 'admin'] as const;
type Persona = (typeof PERSONAS)[number];

const ROLE: Readonly<Record<Exclude<Persona, 'nobody'>, Role>> = {
  requester: 'user',
  other: 'user',
  moderator: 'moderator',
  manager: 'manager',
  admin: 'admin',
};

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly action: Action | null;
  /** True if it is for people without a credential as well. */
  readonly admitsVisitors?: boolean;
  readonly example: unknown;
}

const TICKET = `${TICKETS}/{ticket}`;
const CHAT = '/api/v1/chat';

/** What the examples of the document do not show: rights within a route, and bodies that leave the ticket as it is. */
const MORE: readonly Operation[] = [
  {
    method: 'POST',
    path: '/api/v1/views',
    action: 'view.share',
    example: { name: 'For all of us', is_shared: true },
  },
  {
    method: 'POST',
    path: '/api/v1/webhooks',
    action: 'webhook.include_text',
    example: { url: 'https://hooks.example.com/', events: ['ticket.rated'], text: 'public' },
  },
  {
    method: 'POST',
    path: TICKETS,
    action: 'ticket.create_for',
    example: { title: 'On the phone', description: 'It rings.', requester_id: 'unknown' },
  },
  {
    method: 'PATCH',
    path: '/api/v1/users/{user}',
    action: 'person.edit_contact',
    example: { phone: '+49 30 1234' },
  },
  {
    method: 'PATCH',
    path: '/api/v1/users/{user}',
    action: 'team.edit_members',
    example: { team: null },
  },
  { method: 'PATCH', path: TICKET, action: 'ticket.edit_text', example: { title: 'A better title' } },
  { method: 'PATCH', path: TICKET, action: 'ticket.edit_fields', example: { priority: 'high' } },
  {
    method: 'POST',
    path: `${TICKET}/comments`,
    action: 'ticket.comment_internally',
    example: { body: 'Psst.', is_internal: true },
  },
  { method: 'PATCH', path: `${TICKET}/status`, action: 'ticket.withdraw', example: { status: 'cancelled' } },
];

/** Rights that show in what people see rather than in what they may do; tested with the lists and the talk. */
const OF_SIGHT: readonly Action[] = ['ticket.read_internal', 'view.read_shared'];

/** A person of this role with a session, made without the costs of a password. */
async function enter(role: Role): Promise<{ readonly id: string; readonly client: CheckedClient }> {
  const { deps } = people.holdfast;
  const id = randomUUID();
  const user = {
    ...NEW_USER,
    id,
    email: `${id}@example.org`,
    name: role,
    role,
    capacity: 1000,
    createdAt: new Date(),
  };
  await deps.users.addIfMissing(user);
  const { accessToken } = await openSession(deps, user, { method: 'password', address: '127.0.0.1' });
  return { id, client: people.nobody.with({ authorization: `Bearer ${accessToken}`, 'if-match': '*' }) };
}

/** The status that the operation is tried from: closing and reopening want a resolved ticket. */
async function ticketFor({ path }: Operation, requester: CheckedClient): Promise<string> {
  const { body } = await requester.post(TICKETS, { title: 'Who may do this?', description: 'Somebody.' });
  const admin = people.admin.with({ 'if-match': '*' });
  if (/\/(?:close|reopen)$/u.test(path)) {
    for (const status of ['in_progress', 'resolved'])
      await admin.patch(`${TICKETS}/${body.number}/status`, { status });
  }
  return body.number;
}

/** A conversation begins with a token, whoever begins it. */
async function headersFor({ path }: Operation): Promise<Record<string, string>> {
  if (path !== CHAT) return {};
  const { body } = await people.nobody.post(`${CHAT}/tokens`);
  return { 'x-chat-token': body.token };
}

/** True when the table gives the right to this persona, for the ticket or the person of `requester`. */
function isGranted(persona: Persona, action: Action): boolean {
  if (persona === 'nobody') return false;
  const { grants } = RIGHTS[action];
  const isTheirs = persona === 'requester' && (grants.includes('requester') || grants.includes('self'));
  return isTheirs || grants.includes(ROLE[persona]);
}

function operations(document: any): Operation[] {
  return Object.entries<any>(document.paths).flatMap(([path, item]) =>
    Object.entries<any>(item).map(([method, operation]) => {
      const reference: string | undefined = operation.requestBody?.content['application/json']?.schema.$ref;
      const schema =
        reference === undefined ? undefined : document.components.schemas[reference.split('/').at(-1)!];
      return {
        method: method.toUpperCase(),
        path,
        action: operation['x-permission'] ?? null,
        admitsVisitors: operation.security?.some((way: object) => Object.keys(way).length === 0) ?? false,
        example: schema?.example,
      };
    }),
  );
}

let all: readonly Operation[];
beforeAll(() => {
  const name = ({ method, path, action }: Operation) => `${method} ${path} ${action ?? ''}`;
  const known = new Set(MORE.map(name));
  const documented = operations(people.contract.document);
  all = [...documented.filter((operation) => !known.has(name(operation))), ...MORE];
});

describe('every operation of the OpenAPI document', () => {
  it('names a right of the table unless it is public', () => {
    expect(all.length).toBeGreaterThan(30);
    for (const { method, path, action } of all) {
      if (action !== null)
        expect([method, path, Object.keys(RIGHTS).includes(action)]).toEqual([method, path, true]);
    }
    expect(
      all
        .filter(({ action }) => action === null)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      '/api/v1/auth/login',
      '/api/v1/auth/refresh',
      '/api/v1/auth/register',
      '/api/v1/auth/request-otp',
      '/api/v1/auth/request-password-reset',
      '/api/v1/auth/reset-password',
      '/api/v1/auth/session',
      '/api/v1/auth/verify-factor',
      '/api/v1/auth/verify-otp',
      // With the token of the conversation.
      CHAT,
      `${CHAT}/address`,
      `${CHAT}/events`,
      `${CHAT}/messages`,
      `${CHAT}/presence`,
      '/api/v1/health',
      '/api/v1/health/live',
      '/api/v1/health/ready',
      '/health',
      '/health/live',
      '/health/ready',
    ]);
  });

  it('and MORE together use every right of the table', () => {
    const used = new Set([...all.map(({ action }) => action), ...OF_SIGHT]);
    expect(Object.keys(RIGHTS).filter((action) => !used.has(action as Action))).toEqual([]);
  });

  it('allows each role exactly the actions of the table', async () => {
    const wrong: unknown[] = [];
    for (const operation of all) {
      const { method, path, action, example } = operation;
      if (action === null) continue;
      for (const persona of PERSONAS) {
        const requester = await enter('user');
        const actor =
          persona === 'requester' ? requester : persona === 'nobody' ? null : await enter(ROLE[persona]);
        const client = actor?.client ?? people.nobody;
        const url = path
          .replace('{ticket}', path.includes('{ticket}') ? await ticketFor(operation, requester.client) : '')
          .replace('{user}', requester.id)
          .replace(/\{\w+\}/u, 'unknown');
        const { status } = await client.with(await headersFor(operation)).send(method, url, example);
        const [seen, expected] = [outcomeOf(status), expectedOutcome(persona, operation)];
        if (seen !== expected) wrong.push({ method, path, action, persona, status, seen, expected });
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});

type Outcome = 'unauthenticated' | 'refused' | 'allowed';

function outcomeOf(status: number): Outcome {
  if (status === 401) return 'unauthenticated';
  return status === 403 || status === 404 ? 'refused' : 'allowed';
}

function expectedOutcome(persona: Persona, { path, action, admitsVisitors }: Operation): Outcome {
  // Of a job and a key that are not there, those who may ask learn just that.
  const isUnknown = /\{(?!ticket|user)\w+\}/u.test(path);
  if (persona === 'nobody') {
    if (admitsVisitors !== true) return 'unauthenticated';
    return isUnknown ? 'refused' : 'allowed';
  }
  return action !== null && isGranted(persona, action) && !isUnknown ? 'allowed' : 'refused';
}
