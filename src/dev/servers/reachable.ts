import { createConnection } from 'node:net';
import { DevError } from '../dev-error.js';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Whether a server accepts a TCP connection at the address within the timeout. */
export function accepts(address: Address, timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  mongodb: 27_017,
  temporal: 7233,
  smtp: 25,
  smtps: 465,
};

/**
 * Returns the hosts in an address that a person entered: `mongodb://a:1,b:2/db`, `smtp://user:secret@host`,
 * `host:7233`. Empty for `mongodb+srv://`, whose hosts only DNS knows.
 */
export function hostsOf(address: string): Address[] {
  const [, scheme = 'temporal', rest = ''] = /^(?:([a-z+]+):\/\/)?(.*)$/i.exec(address) ?? [];
  if (scheme.includes('+srv')) return [];
  const authority = rest.split(/[/?]/)[0] ?? '';
  const hosts = authority.slice(authority.lastIndexOf('@') + 1).split(',');
  return hosts.map((host) => {
    const [, name = '', port] = /^(\[[^\]]+\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
    return { host: name.replace(/^\[|\]$/g, ''), port: Number(port ?? DEFAULT_PORTS[scheme] ?? 0) };
  });
}

/**
 * Checks that a configured address is reachable.
 * One reachable host of several is enough.
 * @throws DevError naming the variable and the address, without user name and password.
 */
export async function checkReachable(variable: string, address: string, timeoutMs = 3_000): Promise<void> {
  const hosts = hostsOf(address);
  if (hosts.length === 0) return;
  const answers = await Promise.all(hosts.map((host) => accepts(host, timeoutMs)));
  if (answers.includes(true)) return;
  const shown = address.replace(/\/\/[^/]*@/, '//');
  throw new DevError(
    `${variable} is set to ${shown}, but nothing answers there. Start it, or unset ${variable}.`,
  );
}
