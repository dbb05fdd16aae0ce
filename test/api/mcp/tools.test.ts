import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { about, withPeople } from '../../support/api/people.js';
import { dataOf } from '../../support/http-client.js';
import { scriptArgs } from '../../support/processes/script-args.js';
import {
  connectAssistant,
  errorOf,
  keyOf,
  PROTOCOLS,
  resultOf,
  startMcp,
  type McpServer,
} from '../../support/mcp/mcp-server.js';

const people = withPeople();
let mcp: McpServer;

beforeAll(async () => {
  mcp = await startMcp(people.holdfast);
});
afterAll(() => mcp.close());

const ALL_SCOPES = ['tickets:read', 'tickets:write', 'people:read', 'knowledge:read'] as const;

async function assistantOf(
  name: 'alice' | 'bob' | 'admin',
  protocol: (typeof PROTOCOLS)[number],
): Promise<Client> {
  return connectAssistant(mcp.url, await keyOf(people[name], ALL_SCOPES), protocol);
}

describe.each(PROTOCOLS)('with the protocol of %s', (protocol) => {
  it('opens, finds, reads, changes and answers a ticket in the name of its person', async () => {
    const alice = await assistantOf('alice', protocol);
    const bob = await assistantOf('bob', protocol);
    const { ticket } = await resultOf(alice, 'create_ticket', {
      title: `The projector of ${protocol} flickers`,
      description: 'Since this morning.',
    });
    expect(ticket).toMatchObject({ status: 'open', untrusted: { requester: 'Alice' } });

    const found = await resultOf(bob, 'search_tickets', { q: ticket.number });
    expect(found.tickets.map((each: { number: string }) => each.number)).toEqual([ticket.number]);

    const changed = await resultOf(bob, 'update_ticket', {
      ticket: ticket.number,
      version: ticket.version,
      priority: 'high',
    });
    expect(changed.ticket).toMatchObject({ priority: 'high', version: Number(ticket.version) + 1 });
    const stale = await errorOf(bob, 'update_ticket', {
      ticket: ticket.number,
      version: ticket.version,
      priority: 'low',
    });
    expect(stale).toMatchObject({ error: 'version_conflict' });

    await resultOf(bob, 'add_comment', {
      ticket: ticket.number,
      body: 'A new lamp is coming.',
      is_internal: false,
    });
    await resultOf(bob, 'add_comment', {
      ticket: ticket.number,
      body: 'It is the cheap one.',
      is_internal: true,
    });
    const asAlice = await resultOf(alice, 'get_ticket', { ticket: ticket.number, include: ['comments'] });
    expect(asAlice.comments.items.map((each: any) => each.untrusted.body)).toEqual(['A new lamp is coming.']);
    const asBob = await resultOf(bob, 'get_ticket', {
      ticket: ticket.number,
      include: ['comments', 'activities'],
    });
    expect(asBob.comments.total).toBe(2);
    expect(asBob.activities.items[0]).toMatchObject({
      action: 'ticket.created',
      untrusted: { actor: 'Alice', details: { source: 'mcp' } },
    });
    const read = await dataOf(people.alice.api.GET('/api/v1/tickets/{ticket}', about(ticket.number)));
    expect(read).toMatchObject({ source: 'mcp', requester: { name: 'Alice' } });
  });

  it('says who it is, and lists queues, resources and prompts', async () => {
    const bob = await assistantOf('bob', protocol);
    expect(await resultOf(bob, 'whoami')).toMatchObject({
      name: 'Bob',
      role: 'moderator',
      scopes: [...ALL_SCOPES],
    });
    const { tools } = await bob.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([...(await resultOf(bob, 'whoami')).tools].sort());
    expect(
      tools.every(({ outputSchema, annotations }) => outputSchema !== undefined && annotations !== undefined),
    ).toBe(true);
    const queues = await resultOf(bob, 'list_queues');
    expect(queues.queues.length).toBeGreaterThan(0);

    const { number } = await people.ticket();
    const { resources } = await bob.listResources();
    expect(resources.map(({ uri }) => uri)).toContain(`holdfast://tickets/${number}`);
    const { contents } = await bob.readResource({ uri: `holdfast://tickets/${number}` });
    expect(contents[0]).toMatchObject({ text: expect.stringContaining('"untrusted"') });
    const { messages } = await bob.getPrompt({ name: 'draft_reply', arguments: { ticket: number } });
    expect(JSON.stringify(messages)).toContain('VPN drops every ten minutes');
  });
});

it('shows the owner of a key what the assistant did, and others nothing', async () => {
  const made = await dataOf(
    people.bob.api.POST('/api/v1/auth/api-keys', {
      body: { name: 'assistant', scopes: ['tickets:read', 'tickets:write'] },
    }),
  );
  const assistant = await connectAssistant(mcp.url, made.key);
  const { ticket } = await resultOf(assistant, 'create_ticket', {
    title: 'By a program',
    description: 'It says.',
  });
  await resultOf(assistant, 'add_comment', { ticket: ticket.number, body: 'A note.', is_internal: true });
  await people.ticket({}, people.bob);
  const of = { params: { path: { key: made.api_key.id } } };
  const { activities } = await dataOf(people.bob.api.GET('/api/v1/auth/api-keys/{key}/activities', of));
  expect(activities.map(({ action, ticket: number }) => [action, number])).toEqual([
    ['ticket.commented', ticket.number],
    ['ticket.created', ticket.number],
  ]);
  const { response } = await people.alice.api.GET('/api/v1/auth/api-keys/{key}/activities', of);
  expect(response.status).toBe(404);
});

it.each(PROTOCOLS)('speaks %s over standard input and output', async (protocol) => {
  const mode = protocol === '2026-07-28' ? { pin: protocol } : ('legacy' as const);
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const key = await keyOf(people.bob, ALL_SCOPES);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: scriptArgs('src/cli/mcp.ts'),
      env: { ...getDefaultEnvironment(), HOLDFAST_MCP_URL: mcp.url, HOLDFAST_API_KEY: key },
    }),
  );
  expect(await resultOf(client, 'whoami')).toMatchObject({ name: 'Bob' });
  expect(await errorOf(client, 'get_ticket', { ticket: 'unknown' })).toMatchObject({ error: 'not_found' });
  await client.close();
});
