import type { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';

type Remote = Pick<
  StreamableHTTPClientTransport,
  'start' | 'send' | 'close' | 'onmessage' | 'setProtocolVersion'
>;

/** JSON-RPC's own code for a fault that is not the request's. */
const INTERNAL_ERROR = -32_603;

/**
 * Passes messages between a client on this machine and a remote server, until the client ends.
 * A request that the server refuses is answered with an error, so that no client waits for ever.
 */
export async function relayMessages(
  local: Transport,
  remote: Remote,
  report: (line: string) => unknown,
): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    local.onclose = resolve;
  });
  const toClient = (message: JSONRPCMessage): void => {
    noteVersion(remote, message);
    local.send(message).catch((error: unknown) => report(reasonOf(error)));
  };
  remote.onmessage = toClient;
  local.onmessage = (message) => {
    remote.send(message).catch((error: unknown) => {
      report(reasonOf(error));
      if ('id' in message && 'method' in message) {
        toClient({
          jsonrpc: '2.0',
          id: message.id,
          error: { code: INTERNAL_ERROR, message: reasonOf(error) },
        });
      }
    });
  };
  await remote.start();
  await local.start();
  await ended;
  await remote.close();
}

/** After the handshake of 2025, each request names the version in a header. */
function noteVersion(remote: Remote, message: JSONRPCMessage): void {
  if (!('result' in message)) return;
  const { protocolVersion } = message.result;
  if (typeof protocolVersion === 'string') remote.setProtocolVersion(protocolVersion);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
