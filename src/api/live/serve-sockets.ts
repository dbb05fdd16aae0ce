import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import proxyAddr from 'proxy-addr';
import { WebSocketServer } from 'ws';
import { redeemLiveToken } from '../../app/live/live-tokens.js';
import { DomainError } from '../../domain/errors.js';
import { networkOf } from '../../domain/network.js';
import type { ApiDeps } from '../deps.js';
import { PROBLEMS } from '../http/problem.js';
import { LIVE_CHANNELS, LiveSocket, type LiveChannel } from './socket.js';

const PATH = /^(?:\/api\/v1)?\/ws\/(?<channel>[a-z]+)$/u;
const PROTOCOL = 'holdfast.v1';
const TOKEN_PREFIX = 'token.';
/** Clients send one kind of message, with at most 200 ids. */
const MAX_MESSAGE_BYTES = 32 * 1024;

/**
 * Serves sockets at `/ws/…` of a server. A refusal is an HTTP status before the upgrade.
 * Sockets hold no place among the requests in progress: their connections never reach the application.
 */
export function serveSockets(server: Server, deps: ApiDeps): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => PROTOCOL,
  });
  const trusts = proxyAddr.compile([...deps.trustedProxies]);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    admit(deps, request, proxyAddr(request, trusts)).then(
      ({ actor, channel }) =>
        sockets.handleUpgrade(request, socket, head, (webSocket) =>
          LiveSocket.open(deps, actor, webSocket, channel),
        ),
      (error: unknown) => {
        if (!(error instanceof DomainError)) deps.logger.error({ err: error }, 'upgrade failed');
        refuse(socket, error instanceof DomainError ? PROBLEMS[error.code].status : 500);
      },
    );
  });
}

/** @throws DomainError for a request that gets no socket */
async function admit(deps: ApiDeps, request: IncomingMessage, address: string) {
  const channel = channelOf(request);
  await limit(deps, address);
  if (!isAllowedOrigin(deps, request)) throw new DomainError('forbidden', 'This origin may not connect.');
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
  const token = protocols.find((each) => each.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length);
  if (token === undefined || !protocols.includes(PROTOCOL)) {
    throw new DomainError('unauthenticated', 'Send the subprotocols holdfast.v1 and token.<token>.');
  }
  const actor = await redeemLiveToken(deps, token);
  deps.live.refuseExcess(actor.id);
  return { actor, channel };
}

function channelOf({ url = '/' }: IncomingMessage): LiveChannel {
  const name = PATH.exec(new URL(url, 'http://host').pathname)?.groups?.['channel'];
  const channel = LIVE_CHANNELS.find((each) => each === name);
  if (channel === undefined) throw new DomainError('not_found', 'There is no socket at this path.');
  return channel;
}

async function limit({ limits }: ApiDeps, address: string): Promise<void> {
  if (limits === null) return;
  const { isAllowed } = await limits.limiter.consume(limits.address, networkOf(address));
  if (!isAllowed) throw new DomainError('too_many_requests', 'Too many requests.');
}

/** Browsers send the origin of the page with every handshake; programs send none. */
function isAllowedOrigin({ publicUrl, corsOrigins }: ApiDeps, { headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined || corsOrigins.includes(origin) || origin === new URL(publicUrl).origin)
    return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
