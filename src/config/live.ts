import { z } from 'zod';

export const liveVariables = {
  LIVE_MAX_CONNECTIONS: z.coerce.number().int().min(1).max(9_000).default(4_000),
  LIVE_MAX_CONNECTIONS_PER_ACCOUNT: z.coerce.number().int().min(1).max(9_000).default(20),
};

type Variables = z.infer<z.ZodObject<typeof liveVariables>>;

/** The limits of sockets and event streams. A process has 10,000 connections, and requests need some. */
export function toLive(env: Variables) {
  return {
    connections: env.LIVE_MAX_CONNECTIONS,
    connectionsPerAccount: env.LIVE_MAX_CONNECTIONS_PER_ACCOUNT,
  };
}
