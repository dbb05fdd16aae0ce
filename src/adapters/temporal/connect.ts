import { Connection, type ConnectionLike, type ConnectionOptions } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';

/** The address of Temporal, and its settings. */
export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  readonly tls: boolean;
  readonly apiKey: string | undefined;
}

/** Either kind of connection. */
export type TemporalConnection = ConnectionLike;

/**
 * Creates the API's connection at its first use, so that the API starts and accepts tickets without Temporal.
 */
export function connectLazily(temporal: TemporalAddress): Connection {
  return Connection.lazy({
    ...addressOf(temporal),
    // gRPC waits up to two minutes between attempts by default. Tickets must continue within seconds.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 250, 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
}

/** The worker's connection. @throws when Temporal cannot be reached. */
export async function connectWorker(temporal: TemporalAddress): Promise<NativeConnection> {
  return NativeConnection.connect(addressOf(temporal));
}

function addressOf({
  address,
  tls,
  apiKey,
}: TemporalAddress): Pick<ConnectionOptions, 'address' | 'tls'> & { apiKey?: string } {
  return { address, ...(tls ? { tls: true } : {}), ...(apiKey === undefined ? {} : { apiKey }) };
}
