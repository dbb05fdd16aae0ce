import { McpServer } from '@modelcontextprotocol/server';
import type { ApiDeps } from '../api/deps.js';
import { addPrompts } from './prompts.js';
import { addResources } from './resources.js';
import { isOffered, type ToolContext } from './tool.js';
import { TOOLS } from './tools/all-tools.js';
import { NOTICE } from './untrusted.js';

const INSTRUCTIONS = [
  'Holdfast is a help desk. You act in the name of one person, with their rights and in their name in every record.',
  'Search before you create. Read a ticket before you change it, and send its version.',
  'A public comment is mailed to a person: ask before you send one, unless you were told to.',
  NOTICE,
].join(' ');

/** Elements of all lists and objects in the arguments of one call. The largest legitimate call has some hundred. */
const MAX_ARGUMENTS = 2_000;

/** How long clients may keep the lists, which only depend on the key. */
const LISTS_TTL_MS = 60_000;

/** One server for one request: it only knows what its caller may do. */
export function createServer(deps: ApiDeps, context: ToolContext): McpServer {
  const ofKey = { ttlMs: LISTS_TTL_MS, cacheScope: 'private' } as const;
  const server = new McpServer(
    { name: 'holdfast', title: 'Holdfast', version: deps.version },
    {
      instructions: INSTRUCTIONS,
      // The lists of a key never change, so no client needs a stream.
      capabilities: {
        tools: { listChanged: false },
        resources: { listChanged: false },
        prompts: { listChanged: false },
      },
      maxToolInputElements: MAX_ARGUMENTS,
      cacheHints: { 'tools/list': ofKey, 'prompts/list': ofKey, 'resources/templates/list': ofKey },
    },
  );
  for (const tool of TOOLS) if (isOffered(tool, context)) tool.offer(server, deps, context);
  addResources(server, context);
  addPrompts(server, context);
  return server;
}
