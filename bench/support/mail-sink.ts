import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';

const ASSIGNED = /^subject: \[(TKT-\d+-\d+)\] Assigned to you/im;

/** An SMTP server that counts assignment mails and keeps none. In this process, which has nothing else to do meanwhile. */
export interface MailSink {
  readonly url: string;
  /** Arrivals of the assignment mails of each ticket, as milliseconds since the epoch; more than one is a fault. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
  /** Resolves when so many assignment mails of a ticket are there. */
  arrived(ticketNumber: string, count?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startMailSink(): Promise<MailSink> {
  const arrivals = new Map<string, number[]>();
  const waiting = new Map<string, () => void>();
  const take = (headers: string): void => {
    const number = ASSIGNED.exec(headers.replaceAll(/\r\n[ \t]+/g, ' '))?.[1];
    if (number === undefined) return;
    const all = [...(arrivals.get(number) ?? []), Date.now()];
    arrivals.set(number, all);
    const key = keyOf(number, all.length);
    waiting.get(key)?.();
    waiting.delete(key);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, callback) => {
      void headersOf(stream).then((headers) => {
        take(headers);
        callback();
      }, callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A client that is killed in the middle of a mail resets its connection: its fault, and no end of ours.
  server.on('error', () => undefined);
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrivals,
    arrived: (number, count = 1) =>
      (arrivals.get(number)?.length ?? 0) >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.set(keyOf(number, count), resolve)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function keyOf(ticketNumber: string, count: number): string {
  return `${ticketNumber} ${count}`;
}

async function headersOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('latin1');
  return text.slice(0, text.indexOf('\r\n\r\n'));
}
