import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A line to a server that a test cuts. */
export interface CuttingProxy {
  readonly port: number;
  /** From now on connections end after so many bytes from the server; null lets them through. */
  cutAfter(bytes: number | null): void;
  /** From now on connections end when the client says this. */
  cutWhenTold(words: RegExp): void;
  /** How many connections it has cut. */
  cuts(): number;
  close(): Promise<void>;
}

export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let limit: number | null = null;
  let fatal: RegExp | null = null;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    let bytes = 0;
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', cut).on('close', () => {
        open.delete(socket);
        cut();
      });
    }
    client.on('data', (data: Buffer) => {
      if (fatal === null || !fatal.test(data.toString('latin1'))) return void upstream.write(data);
      cuts += 1;
      cut();
    });
    upstream.on('data', (data: Buffer) => {
      bytes += data.length;
      if (limit === null || bytes <= limit) return void client.write(data);
      cuts += 1;
      client.write(data.subarray(0, Math.max(0, data.length - (bytes - limit))), cut);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutAfter: (next) => {
      limit = next;
    },
    cutWhenTold: (words) => {
      fatal = words;
    },
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}
