import type { DevOptions } from './options.js';
import { mongodUri } from './servers/mongod.js';
import type { PortWish } from './servers/ports.js';
import { checkReachable } from './servers/reachable.js';

export interface Addresses {
  readonly mongoUri: string;
  readonly temporalAddress: string;
  readonly smtpUrl: string;
}

/** The addresses of the servers, configured or our own. */
export function addressesOf({ mongo, temporal, inbox }: DevOptions): Addresses {
  return {
    mongoUri: mongo.uri ?? mongodUri(mongo.port),
    temporalAddress: temporal.address ?? `127.0.0.1:${temporal.port}`,
    smtpUrl: inbox.smtpUrl ?? `smtp://127.0.0.1:${inbox.smtpPort}`,
  };
}

/** The environment variables by which our own processes find the servers. */
export function environmentOf(options: DevOptions, addresses: Addresses): NodeJS.ProcessEnv {
  return {
    ...options.env,
    MONGODB_URI: addresses.mongoUri,
    TEMPORAL_ADDRESS: addresses.temporalAddress,
    TEMPORAL_UI_URL: options.temporal.uiUrl,
    // The default of development is the embedded inbox, which an administrator may replace by another server.
    ...(options.inbox.smtpUrl === undefined
      ? { SMTP_PORT: String(options.inbox.smtpPort) }
      : { SMTP_URL: addresses.smtpUrl }),
    HOLDFAST_DATA_DIR: options.dataDir,
    ...(options.mailIn === undefined
      ? {}
      : {
          INBOUND_SMTP_PORT: String(options.mailIn.port),
          INBOUND_ADDRESSES: options.mailIn.addresses.join(','),
        }),
  };
}

/** All ports that this start needs. */
export function wishedPorts({
  mongo,
  temporal,
  inbox,
  mailIn,
  metrics = [],
  http,
  mcp,
}: DevOptions): PortWish[] {
  const host = '127.0.0.1';
  return [
    ...(mongo.uri === undefined
      ? [{ host, port: mongo.port, service: 'MongoDB', variable: 'MONGODB_PORT' }]
      : []),
    ...(temporal.address === undefined
      ? [
          { host, port: temporal.port, service: 'Temporal', variable: 'TEMPORAL_PORT' },
          { host, port: temporal.uiPort, service: 'Temporal Web UI', variable: 'TEMPORAL_UI_PORT' },
        ]
      : []),
    ...(inbox.smtpUrl === undefined
      ? [
          { host, port: inbox.smtpPort, service: 'SMTP', variable: 'SMTP_PORT' },
          { host, port: inbox.webPort, service: 'inbox page', variable: 'INBOX_PORT' },
        ]
      : []),
    ...(mailIn === undefined
      ? []
      : [{ host: mailIn.host, port: mailIn.port, service: 'mail in', variable: 'INBOUND_SMTP_PORT' }]),
    ...metrics,
    { host: http.host, port: http.port, service: 'API', variable: 'PORT' },
    ...(mcp === undefined ? [] : [{ ...mcp, service: 'MCP', variable: 'MCP_PORT' }]),
  ];
}

/** @throws DevError for the first given address where nothing answers. */
export async function checkGivenAddresses({ mongo, temporal, inbox }: DevOptions): Promise<void> {
  const given = { MONGODB_URI: mongo.uri, TEMPORAL_ADDRESS: temporal.address, SMTP_URL: inbox.smtpUrl };
  await Promise.all(
    Object.entries(given).map(async ([variable, address]) => {
      if (address !== undefined) await checkReachable(variable, address);
    }),
  );
}
