import { createServer, type Server } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpApp, type McpDeps } from '../../../src/mcp/app.js';
import type { Scope } from '../../../src/domain/access/scopes.js';
import { makeKey } from '../api/accounts.js';
import type { CheckedClient } from '../api/contract.js';
import { apiDepsOf } from '../api/serve.js';
import { dataOf } from '../http-client.js';
import type { Holdfast } from '../holdfast.js';

/** The MCP server of a running system, on a port of its own. */
export interface McpServer {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

export async function startMcp(holdfast: Holdfast, overrides: Partial<McpDeps> = {}): Promise<McpServer> {
  const deps = { ...apiDepsOf(holdfast), hosts: ['desk.example.org'], ...overrides };
  const handle = createMcpApp(deps).callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    server,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deps.live.end();
    },
  };
}

/** The official client speaks both: the handshake of 2025, or a complete request each time. */
export const PROTOCOLS = ['2025-11-25', '2026-07-28'] as const;
export type ProtocolVersion = (typeof PROTOCOLS)[number];

/** An assistant with this key. */
export async function connectAssistant(
  url: string,
  key: string,
  protocol: ProtocolVersion = '2026-07-28',
): Promise<Client> {
  const mode = protocol === '2026-07-28' ? { pin: protocol } : ('legacy' as const);
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { authProvider: { token: () => Promise.resolve(key) } }),
  );
  return client;
}

/** What a tool returned. @throws Error with the text of a result that is an error. */
export async function resultOf(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<any> {
  const { isError, structuredContent, content } = await client.callTool({ name, arguments: args });
  if (isError === true) throw new Error(`${name}: ${JSON.stringify(content)}`);
  return structuredContent;
}

/** The error that a tool returned, parsed; its text where it is no JSON. */
export async function errorOf(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<any> {
  const { isError, structuredContent, content } = await client.callTool({ name, arguments: args });
  const [first] = content;
  if (isError !== true || first?.type !== 'text')
    throw new Error(`no error: ${JSON.stringify(structuredContent)}`);
  return first.text.startsWith('{') ? JSON.parse(first.text) : first.text;
}

/** A new API key of a person. */
export async function keyOf(person: CheckedClient, scopes: readonly Scope[]): Promise<string> {
  return (await dataOf(makeKey(person, { name: 'assistant', scopes: [...scopes] }))).key;
}
