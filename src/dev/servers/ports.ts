import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { codeOf, DevError, reasonOf } from '../dev-error.js';

/** A port that we are about to use. */
export interface PortWish {
  readonly host: string;
  readonly port: number;
  /** Whose port it is, as people call it: "Temporal Web UI". */
  readonly service: string;
  /** The variable that moves it. */
  readonly variable: string;
}

/**
 * Checks all ports before any server starts.
 * @throws DevError naming every unavailable port, one per line.
 */
export async function checkPorts(wishes: readonly PortWish[]): Promise<void> {
  const problems = await Promise.all(wishes.map((wish, index) => problemOf(wish, wishes.slice(0, index))));
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new DevError(found.join('\n'));
}

async function problemOf(wish: PortWish, earlier: readonly PortWish[]): Promise<string | undefined> {
  const { port, service, variable } = wish;
  const twin = earlier.find((other) => other.port === port);
  if (twin !== undefined)
    return `${twin.variable} and ${variable} both use port ${port}. Change one of them.`;
  const code = await listenError(wish);
  switch (code) {
    case undefined:
      return undefined;
    case 'EADDRINUSE':
      return `Port ${port} is taken (${service}). Stop what uses it or set ${variable}.`;
    case 'EACCES':
      return `Port ${port} needs privileges that you lack (${service}). Set ${variable} to a port above 1023.`;
    default:
      return `Port ${port} on ${wish.host} cannot be used: ${code} (${service}). Set ${variable}.`;
  }
}

async function listenError(wish: Pick<PortWish, 'host' | 'port'>): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(wish.port, wish.host);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return codeOf(error) ?? reasonOf(error);
  } finally {
    server.close();
  }
}

/** Returns the port, or any free one if it is taken. For ports that the user did not choose. */
export async function portOrAnother(port: number): Promise<number> {
  const host = '127.0.0.1';
  const isFree = (await listenError({ host, port })) === undefined;
  return isFree ? port : ((await freePorts(1))[0] ?? port);
}

/** Ports that were free a moment ago, all different. What starts on one must still cope with losing it. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
