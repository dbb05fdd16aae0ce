import { Connection, type ConnectionLike, type ConnectionOptions } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';

/** Where Temporal is and how to talk to it. */
export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  readonly tls: boolean;
  readonly apiKey: string | undefined;
}

/** Either kind of connection. */
export type TemporalConnection = ConnectionLike;

/** The API's connection: made when first used, so that the API starts and accepts tickets without Temporal. */
export function connectLazily(temporal: TemporalAddress): Connection {
  return Connection.lazy({
    ...addressOf(temporal),
    // gRPC waits up to two minutes between attempts by default; tickets shall be picked up within seconds.
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
