/**
 * `npm run mcp`: an MCP server on standard input and output, for assistants that start a program.
 * It passes every message to the MCP server over HTTP. So it needs a key and no access to the database, and the rights and
 * limits are the same.
 */
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { ConfigError, loadConfig } from '../config/config.js';
import { relayMessages } from './mcp/relay-messages.js';

/** Standard output belongs to the protocol. */
const report = (line: string): boolean => process.stderr.write(`${line}\n`);

try {
  const { url, key } = loadConfig().mcp.remote;
  if (key === undefined) {
    throw new ConfigError('Set HOLDFAST_API_KEY to an API key (hfk_…). Create one in your profile.');
  }
  const headers = { authorization: `Bearer ${key}` };
  const remote = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await relayMessages(new StdioServerTransport(), remote, report);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  report(error.message);
  process.exitCode = 1;
}
