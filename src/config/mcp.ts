import { z } from 'zod';
import { lowerCaseList } from './list.js';
import { portNumber } from './port.js';

/** The variables of the MCP server. */
export const mcpVariables = {
  MCP_PORT: portNumber.default(3001),
  MCP_HOSTS: lowerCaseList,
  MCP_HEALTH_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOLDFAST_MCP_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOLDFAST_API_KEY: z.string().startsWith('hfk_', 'must be an API key (hfk_…)').optional(),
};

type Variables = z.infer<z.ZodObject<typeof mcpVariables>>;

/** Where the MCP server listens, and where the API asks whether it is well. */
export function toMcp(env: Variables & { readonly PUBLIC_URL?: string | undefined }) {
  const { MCP_PORT: port, MCP_HOSTS: named, PUBLIC_URL: publicUrl } = env;
  return {
    port,
    /** The names that assistants may reach it by, beside those of this machine. */
    hosts: [...named, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])],
    healthUrl: env.MCP_HEALTH_URL ?? `http://127.0.0.1:${port}/health`,
    /** For `npm run mcp`: the server that it passes messages to, and the key of its person. */
    remote: { url: env.HOLDFAST_MCP_URL ?? `http://127.0.0.1:${port}/mcp`, key: env.HOLDFAST_API_KEY },
  };
}
