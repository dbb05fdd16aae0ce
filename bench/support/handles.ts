import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What a process holds of the kernel. Linux only. */
export interface Handles {
  /** Open files and sockets. */
  readonly descriptors: number;
  readonly threads: number;
  /** Connections to each of the named ports. */
  readonly connections: Readonly<Record<string, number>>;
}

/** Of a process; `ports` are of servers that it talks to, by name. */
export function handlesOf(pid: number, ports: Readonly<Record<string, number>>): Handles {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => targetOf(`/proc/${pid}/fd/${fd}`));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const remotePorts = ['tcp', 'tcp6'].flatMap((table) => remotePortsOf(pid, table, inodes));
  const threads = /^Threads:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return {
    descriptors: links.length,
    threads: Number(threads),
    connections: Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [name, remotePorts.filter((each) => each === port).length]),
    ),
  };
}

/** Empty for one that was closed meanwhile. */
function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

const REMOTE_ADDRESS = 2;
const INODE = 9;

/** proc(5): one socket a line, addresses and ports in hexadecimal digits. */
function remotePortsOf(pid: number, table: string, inodes: ReadonlySet<string>): number[] {
  return readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => inodes.has(fields[INODE] ?? ''))
    .map((fields) => Number.parseInt(fields[REMOTE_ADDRESS]?.split(':')[1] ?? '', 16));
}
