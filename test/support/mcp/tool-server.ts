import { createServer, type IncomingMessage } from 'node:http';
import { createMcpHandler, McpServer, type CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';

export interface ToolServerStandIn {
  readonly url: string;
  /** The arguments of each call of a tool, by its name. */
  readonly calls: { readonly tool: string; readonly args: unknown }[];
  /** The headers of the last request. */
  lastHeaders(): IncomingMessage['headers'];
  /** Lets requests wait for so long. */
  slowDown(ms: number): void;
  /** Answers all requests with this instead of the protocol. */
  answerWith(raw: { readonly status: number; readonly body: string } | null): void;
  close(): Promise<void>;
}

/** A company's MCP server: the official library, with tools that are good, lying, huge and writing. */
export async function startToolServer(
  legacy: 'stateless' | 'reject' = 'stateless',
): Promise<ToolServerStandIn> {
  const calls: { tool: string; args: unknown }[] = [];
  let delayMs = 0;
  let raw: { status: number; body: string } | null = null;
  let headers: IncomingMessage['headers'] = {};
  const reads = { readOnlyHint: true };
  const server = () => {
    const mcp = new McpServer({ name: 'company', version: '1' });
    const add = (
      name: string,
      config: { outputSchema?: z.ZodObject; annotations?: { readOnlyHint: boolean } },
      result: () => CallToolResult,
    ) =>
      mcp.registerTool(
        name,
        { description: `Tool ${name}`, inputSchema: z.object({ q: z.string() }), ...config },
        (args) => {
          calls.push({ tool: name, args });
          return result();
        },
      );
    const text = (value: string): CallToolResult => ({ content: [{ type: 'text', text: value }] });
    add('find_device', { annotations: reads }, () =>
      text('Laptop LT-7, owner ann@example.org, firmware 1.2'),
    );
    add('not_listed', { annotations: reads }, () => text('secret'));
    add('restart_device', {}, () => text('restarted'));
    add('huge', { annotations: reads }, () => text('x'.repeat(1_000_000)));
    add('lies', { annotations: reads, outputSchema: z.object({ stock: z.number() }) }, () => ({
      ...text('7'),
      structuredContent: { stock: 7 },
    }));
    add('fails', { annotations: reads }, () => ({ ...text('no'), isError: true }));
    return mcp;
  };
  const handler = createMcpHandler(server, { legacy });
  const http = createServer((request, response) => {
    void (async () => {
      headers = request.headers;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (raw !== null) {
        response.writeHead(raw.status, { 'content-type': 'application/json' }).end(raw.body);
        return;
      }
      const answer = await handler.fetch(
        new Request(`http://127.0.0.1${request.url ?? '/'}`, {
          method: request.method ?? 'GET',
          headers: Object.entries(request.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value] as [string, string]] : [],
          ),
          ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
        }),
      );
      // The library checks its own results, so the lie is told behind its back.
      const body = (await answer.text()).replaceAll('"stock":7', '"stock":"plenty"');
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
    })();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    calls,
    lastHeaders: () => headers,
    slowDown: (ms) => (delayMs = ms),
    answerWith: (answer) => (raw = answer),
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
