import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { mayEver, RIGHTS, scopesOf, type Action } from '../../../src/domain/access/permissions.js';
import { SCOPES, type Scope } from '../../../src/domain/access/scopes.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { withPeople } from '../../support/api/people.js';
import {
  connectAssistant,
  errorOf,
  keyOf,
  resultOf,
  startMcp,
  type McpServer,
} from '../../support/mcp/mcp-server.js';

/** Every tool as every role, and with every key, compared with the table of rights. */
const people = withPeople();
let mcp: McpServer;

beforeAll(async () => {
  mcp = await startMcp(people.holdfast);
});
afterAll(() => mcp.close());

/** The action of each tool, and what it is called with on a ticket of Alice. */
const CALLS: Readonly<
  Record<string, { readonly action: Action; readonly args: (ticket: any) => Record<string, unknown> }>
> = {
  search_tickets: { action: 'ticket.list', args: () => ({}) },
  get_ticket: { action: 'ticket.read', args: ({ number }) => ({ ticket: number }) },
  create_ticket: { action: 'ticket.create', args: () => ({ title: 'A new one', description: 'It is new.' }) },
  'create_ticket for another': {
    action: 'ticket.create_for',
    args: ({ requester }) => ({ title: 'By phone', description: 'It rang.', requester_id: requester.id }),
  },
  'update_ticket of its text': {
    action: 'ticket.edit_text',
    args: ({ number, version }) => ({ ticket: number, version, title: 'A better title' }),
  },
  'update_ticket of its fields': {
    action: 'ticket.edit_fields',
    args: ({ number, version }) => ({ ticket: number, version, priority: 'high' }),
  },
  'update_ticket of its assignee': {
    action: 'ticket.assign',
    args: ({ number, version }) => ({ ticket: number, version, assignee_id: null }),
  },
  'update_ticket of its status': {
    action: 'ticket.work',
    args: ({ number, version }) => ({ ticket: number, version, status: 'in_progress' }),
  },
  'update_ticket to cancel it': {
    action: 'ticket.withdraw',
    args: ({ number, version }) => ({ ticket: number, version, status: 'cancelled' }),
  },
  add_comment: {
    action: 'ticket.comment',
    args: ({ number }) => ({ ticket: number, body: 'Hello.', is_internal: false }),
  },
  'add_comment as a note': {
    action: 'ticket.comment_internally',
    args: ({ number }) => ({ ticket: number, body: 'Psst.', is_internal: true }),
  },
  list_queues: { action: 'team.read', args: () => ({}) },
  search_knowledge: { action: 'article.read', args: () => ({ q: 'vpn' }) },
  get_article: { action: 'article.read', args: () => ({ article: 'unknown' }) },
};

const toolOf = (call: string) => call.split(' ')[0]!;

/** Alice is the requester of the ticket; another requester may not even know of it. */
const PERSONAS = {
  requester: { role: 'user', who: (all: typeof people) => all.alice },
  moderator: { role: 'moderator', who: (all: typeof people) => all.bob },
  manager: { role: 'manager', who: (all: typeof people) => all.maya },
  admin: { role: 'admin', who: (all: typeof people) => all.admin },
} as const;

const KEY_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope !== 'people:export');

async function assistantOf(person: CheckedClient, scopes: readonly Scope[]): Promise<Client> {
  return connectAssistant(mcp.url, await keyOf(person, scopes));
}

/** `answered`, or the error code. A tool that is not offered is `forbidden`. */
async function outcomeOf(client: Client, call: string, ticket: unknown): Promise<string> {
  const tool = toolOf(call);
  const args = CALLS[call]!.args(ticket);
  try {
    await resultOf(client, tool, args);
    return 'answered';
  } catch (error) {
    if (
      error instanceof Error &&
      /not found/iu.test(error.message) &&
      !error.message.startsWith(`${tool}:`)
    ) {
      return 'forbidden';
    }
    return (await errorOf(client, tool, args)).error;
  }
}

describe.each(Object.entries(PERSONAS))('a %s', (_name, { role, who }) => {
  it('does with each tool what the table of rights grants, and no more', async () => {
    const client = await assistantOf(who(people), KEY_SCOPES);
    for (const [call, { action }] of Object.entries(CALLS)) {
      const ticket = await people.ticket();
      const { grants } = RIGHTS[action];
      const isTheirs = role === 'user' && grants.some((grant) => grant === 'requester');
      const may = grants.some((grant) => grant === role) || isTheirs;
      const expected = !may ? 'forbidden' : call === 'get_article' ? 'not_found' : 'answered';
      const itself = call === 'create_ticket for another' && role === 'user' ? 'answered' : expected;
      expect({ call, outcome: await outcomeOf(client, call, ticket) }).toEqual({ call, outcome: itself });
    }
  });

  it('is offered a tool only if the scopes of the key allow it', async () => {
    const rights = [
      ['tickets:read'],
      ['tickets:write'],
      ['knowledge:read'],
      ['tickets:read', 'people:read'],
    ] as const;
    for (const scopes of rights) {
      const client = await assistantOf(who(people), scopes);
      const actor = { type: 'user', id: 'x', name: 'x', role, scopes } as const;
      const offered = Object.entries(CALLS).filter(([, { action }]) => mayEver(actor, action));
      // update_ticket is offered with the right to change the text.
      const names = new Set([...offered.map(([call]) => toolOf(call)), 'whoami']);
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name).sort()).toEqual([...names].sort());
    }
  });
});

it('a key that only reads cannot change anything', async () => {
  const client = await assistantOf(people.admin, ['tickets:read', 'knowledge:read']);
  const { tools } = await client.listTools();
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  expect(scopesOf('ticket.edit_text')).toContain('tickets:write');
});

it('another requester learns of no ticket', async () => {
  const { number, version } = await people.ticket({}, people.bob);
  const client = await assistantOf(people.alice, KEY_SCOPES);
  for (const call of ['get_ticket', 'update_ticket of its text', 'add_comment']) {
    expect(await outcomeOf(client, call, { number, version })).toBe('not_found');
  }
});
