import { headersOf, startSmtpServer } from './smtp-server.js';

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
    const number = ASSIGNED.exec(headers)?.[1];
    if (number === undefined) return;
    const all = [...(arrivals.get(number) ?? []), Date.now()];
    arrivals.set(number, all);
    const key = keyOf(number, all.length);
    waiting.get(key)?.();
    waiting.delete(key);
  };
  const server = await startSmtpServer({
    onData: (stream, _session, callback) => {
      void headersOf(stream).then((headers) => {
        take(headers);
        callback();
      }, callback);
    },
  });
  return {
    url: server.url,
    arrivals,
    arrived: (number, count = 1) =>
      (arrivals.get(number)?.length ?? 0) >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.set(keyOf(number, count), resolve)),
    close: () => server.close(),
  };
}

function keyOf(ticketNumber: string, count: number): string {
  return `${ticketNumber} ${count}`;
}
